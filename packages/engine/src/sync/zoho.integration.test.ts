import { createSalesforceSandbox, type SalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { createZohoSandbox, type ZohoSandbox } from '@syncline/connector-zoho/sandbox';
import { type SyncEngine, startSyncEngine, waitForProcess } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackfill, startIncremental } from '../processes/start-process.ts';
import { keepSubscriptions, registerWebhooks } from '../webhooks/webhook-subscriptions.ts';

const few = { deals: 0, quotes: 0, calls: 0, notes: 0 };

function zohoSide(sandbox: ZohoSandbox) {
  const { url, quoteProduct, token } = sandbox;
  return {
    name: 'zoho',
    connector: 'zoho',
    url,
    settings: { quoteProduct, seesAllRecords: true },
    secrets: { token, webhookSecret: 'sandbox-webhook-secret' },
  };
}

describe('a backfill of a Zoho CRM', () => {
  it('holds what its modules hold, record by record and edge by edge, through failures', async () => {
    const counts = { accounts: 60, contacts: 300, deals: 40, quotes: 30, calls: 40, notes: 230 };
    const sandbox = await createZohoSandbox(counts);
    const engine = await startSyncEngine({ sides: [zohoSide(sandbox)] });
    try {
      sandbox.faults.add({ kind: 'status', status: 502, path: '/coql', skip: 4, count: 3 });
      sandbox.faults.add({ kind: 'malformed', path: '/Notes', skip: 1 });
      const { processId } = await startBackfill(engine.ctx, { connectionId: engine.connectionId('zoho') });
      expect(await waitForProcess(engine.ctx, processId)).toMatchObject({ state: 'completed' });
      const { rows: byStream } = await engine.ctx.store.query<{ stream: string; count: number }>(
        'select stream, count(*)::int as count from mappings group by 1',
      );
      expect(Object.fromEntries(byStream.map(({ stream, count }) => [stream, count]))).toEqual({
        users: 10,
        ...counts,
      });
      const { rows } = await engine.ctx.store.query<{ id: string; fields: Record<string, unknown> }>(
        `select m.external_id as id, e.fields from mappings m join entities e on e.id = m.entity_id
         where m.stream = 'contacts'`,
      );
      const inGraph = new Map(rows.map(({ id, fields }) => [id, pick(fields)]));
      expect(inGraph).toEqual(
        new Map(
          sandbox.records('Contacts').map((row) => [
            row.id,
            pick({
              first_name: row['First_Name'],
              last_name: row['Last_Name'],
              email: row['Email'],
              phone: row['Phone'],
              title: row['Title'],
              department: row['Department'],
            }),
          ]),
        ),
      );
      const { rows: open } = await engine.ctx.store.query('select 1 from relations where to_entity_id is null');
      expect(open).toEqual([]);
    } finally {
      await engine.stop();
      await sandbox.close();
    }
  });
});

const CONTACT = ['first_name', 'last_name', 'email', 'phone', 'title', 'department'];

function pick(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(CONTACT.map((name) => [name, fields[name] ?? null]));
}

describe('a Zoho CRM in step with a Salesforce', () => {
  let zoho: ZohoSandbox;
  let salesforce: SalesforceSandbox;
  let engine: SyncEngine;
  const fields = Object.fromEntries(['first_name', 'last_name', 'email', 'phone', 'title'].map((name) => [name, name]));

  beforeAll(async () => {
    zoho = await createZohoSandbox({ accounts: 0, contacts: 0, ...few });
    salesforce = await createSalesforceSandbox({ accounts: 0 });
    const { url, organizationId, clientId, clientSecret } = salesforce;
    engine = await startSyncEngine({
      sides: [
        zohoSide(zoho),
        {
          name: 'salesforce',
          connector: 'salesforce',
          url,
          settings: { organizationId, seesAllRecords: true },
          secrets: { clientId, clientSecret },
        },
      ],
    });
    const members = [
      { connection: 'zoho', stream: 'contacts', createIn: 'organization', match: ['email'], fields },
      { connection: 'salesforce', stream: 'contacts', createIn: organizationId, match: ['email'], fields },
    ];
    await engine.configure('mirror', { kinds: { contact: { members } } }, { twoWayCreate: true });
  });
  afterAll(async () => {
    await engine?.stop();
    await zoho?.close();
    await salesforce?.close();
  });

  const touch = (id: string, op: 'changed' | 'deleted' = 'changed') =>
    engine.hint('zoho', { stream: 'contacts', externalId: id, scope: 'organization', op });
  const touchSalesforce = (id: string) =>
    engine.hint('salesforce', { stream: 'contacts', externalId: id, locator: id, scope: salesforce.organizationId });
  const inSalesforce = (email: string) => [...salesforce.records('Contact')].filter(({ Email }) => Email === email);

  it('makes a contact once though the answer was lost, and carries edits both ways', async () => {
    zoho.faults.add({ kind: 'lost_answer', method: 'POST', path: '/Contacts/upsert' });
    const made = salesforce.create('Contact', { LastName: 'Muster', Email: 'm@example.org' });
    await touchSalesforce(String(made.Id));
    await engine.quiet();
    const twins = zoho.records('Contacts').filter((row) => row['Email'] === 'm@example.org');
    expect(twins).toHaveLength(1);
    const twin = twins[0]?.id ?? '';
    zoho.edit('Contacts', twin, { Title: 'Chief' });
    await touch(twin);
    await engine.quiet();
    expect(inSalesforce('m@example.org')).toMatchObject([{ Title: 'Chief' }]);
    salesforce.edit('Contact', String(made.Id), { Phone: '+41 1' });
    await touchSalesforce(String(made.Id));
    await engine.quiet();
    expect(zoho.record('Contacts', twin)).toMatchObject({ Title: 'Chief', Phone: '+41 1' });
  });

  it('finds by polling alone what was made and edited at Zoho', async () => {
    const made = zoho.create('Contacts', { Last_Name: 'Polled', Email: 'p@example.org' });
    const poll = async () => {
      const { processId } = await startIncremental(engine.ctx, { connectionId: engine.connectionId('zoho') });
      await waitForProcess(engine.ctx, processId);
      await engine.quiet();
    };
    await poll();
    expect(inSalesforce('p@example.org')).toHaveLength(1);
    zoho.edit('Contacts', made.id, { First_Name: 'Petra' });
    await poll();
    expect(inSalesforce('p@example.org')).toMatchObject([{ FirstName: 'Petra' }]);
  });

  it('has channels registered, and one that Zoho has dropped made again', async () => {
    const signal = AbortSignal.timeout(10_000);
    expect(await registerWebhooks(engine.ctx, engine.connectionId('zoho'), 'http://127.0.0.1:9', signal)).toBe(5);
    const before = zoho.channels.list();
    zoho.channels.remove(before[2]?.id ?? '');
    await keepSubscriptions(engine.ctx);
    const ids = (channels: typeof before) => channels.map(({ id }) => id).sort();
    expect(ids(zoho.channels.list())).toEqual(ids(before));
  });
});

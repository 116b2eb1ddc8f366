import { createHubspotSandbox, type HubspotSandbox } from '@syncline/connector-hubspot/sandbox';
import { createSalesforceSandbox, type SalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { type SyncEngine, startSyncEngine, waitForProcess } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackfill, startIncremental } from '../processes/start-process.ts';

const UNLIMITED = { rateLimit: { limit: 1_000_000, windowMs: 10_000 }, searchesPerSecond: 1_000_000 };
/** The type of the association with a record's own company. */
const PRIMARY: Readonly<Record<string, number>> = { contacts: 1, deals: 5 };

function hubspotSide(sandbox: HubspotSandbox) {
  const { url, portalId, token, clientSecret } = sandbox;
  return {
    name: 'hubspot',
    connector: 'hubspot',
    url,
    settings: { portalId, searchesPerSecond: 10_000, customObjects: { '2-3456789': ['name'] } },
    secrets: { token, webhookSecret: clientSecret },
  };
}

describe('a backfill of a HubSpot', () => {
  it('holds what the account holds, record by record and edge by edge, through failures', async () => {
    const sandbox = await createHubspotSandbox({
      ...UNLIMITED,
      contacts: 420,
      contactsOfOneInstant: 260,
      searchCap: 250,
    });
    const engine = await startSyncEngine({ sides: [hubspotSide(sandbox)] });
    try {
      sandbox.faults.add({ kind: 'status', status: 502, path: '/search', skip: 9 });
      sandbox.faults.add({ kind: 'reset', path: '/associations/', skip: 2 });
      sandbox.faults.add({ kind: 'malformed', path: '/crm/', skip: 14 });
      const connectionId = engine.connectionId('hubspot');
      const { processId } = await startBackfill(engine.ctx, { connectionId });
      expect(await waitForProcess(engine.ctx, processId)).toMatchObject({ state: 'completed' });
      expect(sandbox.faults.list()).toEqual([]);
      expect(await contactsInGraph(engine)).toEqual(contactsAt(sandbox));
      expect(await countsByStream(engine)).toEqual({
        owners: sandbox.owners().length,
        companies: 105,
        contacts: 420,
        deals: 42,
        quotes: 5,
        notes: 5,
        calls: 5,
        emails: 5,
        messages: 5,
        custom_objects: 3,
      });
      expect(await accountEdges(engine, 'contacts')).toEqual(primaryCompanies(sandbox, 'contacts'));
      expect(await accountEdges(engine, 'deals')).toEqual(primaryCompanies(sandbox, 'deals'));

      const [edited] = [...sandbox.records('contacts')];
      sandbox.edit('contacts', edited!.id, { jobtitle: 'Edited since' });
      sandbox.create('contacts', { lastname: 'Made since', email: 'since@new.example' });
      sandbox.index();
      const poll = await startIncremental(engine.ctx, { connectionId });
      expect(await waitForProcess(engine.ctx, poll.processId)).toMatchObject({ state: 'completed' });
      expect(await contactsInGraph(engine)).toEqual(contactsAt(sandbox));
    } finally {
      await engine.stop();
      await sandbox.close();
    }
  }, 60_000);
});

describe('a HubSpot in step with a Salesforce', () => {
  let hubspot: HubspotSandbox;
  let salesforce: SalesforceSandbox;
  let engine: SyncEngine;

  beforeAll(async () => {
    hubspot = await createHubspotSandbox({ ...UNLIMITED, contacts: 0 });
    salesforce = await createSalesforceSandbox({ accounts: 0 });
    const { url, organizationId, clientId, clientSecret } = salesforce;
    engine = await startSyncEngine({
      sides: [
        hubspotSide(hubspot),
        {
          name: 'salesforce',
          connector: 'salesforce',
          url,
          settings: { organizationId, seesAllRecords: true },
          secrets: { clientId, clientSecret },
        },
      ],
    });
    await engine.configure('crms', {
      kinds: {
        account: { members: members(['companies', 'accounts'], ['name', 'domain', 'employees'], ['domain']) },
        contact: {
          members: members(
            ['contacts', 'contacts'],
            ['first_name', 'last_name', 'email', 'title', 'account'],
            ['email'],
          ),
        },
      },
    });
  });
  afterAll(async () => {
    await engine?.stop();
    await hubspot?.close();
    await salesforce?.close();
  });

  const members = (streams: readonly [string, string], names: readonly string[], match: readonly string[]) => {
    const fields = Object.fromEntries(names.map((name) => [name, name]));
    return [
      { connection: 'hubspot', stream: streams[0], createIn: String(hubspot.portalId), match, fields },
      { connection: 'salesforce', stream: streams[1], createIn: salesforce.organizationId, match, fields },
    ];
  };
  const touch = async (connection: 'hubspot' | 'salesforce', stream: string, id: string) => {
    const scope = connection === 'hubspot' ? String(hubspot.portalId) : salesforce.organizationId;
    await engine.hint(connection, { stream, externalId: id, locator: null, scope });
    await engine.quiet();
  };

  it('carries companies and people, an edit each way, and whom a person belongs to', async () => {
    const company = hubspot.create('companies', { name: 'Acme', domain: 'acme.example', numberofemployees: '42' });
    const person = hubspot.create('contacts', { lastname: 'Muster', email: 'm@acme.example' });
    hubspot.associate('contacts', person.id, 'companies', company.id, 1);
    await touch('hubspot', 'companies', company.id);
    await touch('hubspot', 'contacts', person.id);
    const [account] = [...salesforce.records('Account')];
    const [contact] = [...salesforce.records('Contact')];
    expect(account).toMatchObject({ Name: 'Acme', Website: 'acme.example', NumberOfEmployees: 42 });
    expect(contact).toMatchObject({ LastName: 'Muster', Email: 'm@acme.example', AccountId: account!.Id });

    salesforce.edit('Contact', String(contact!.Id), { Title: 'Chief' });
    await touch('salesforce', 'contacts', String(contact!.Id));
    expect(hubspot.record('contacts', person.id)?.properties['jobtitle']).toBe('Chief');
    hubspot.edit('contacts', person.id, { firstname: 'Max' });
    await touch('hubspot', 'contacts', person.id);
    expect(salesforce.record('Contact', String(contact!.Id))).toMatchObject({ FirstName: 'Max', Title: 'Chief' });

    const other = salesforce.create('Account', { Name: 'Other', Website: 'other.example' });
    await touch('salesforce', 'accounts', String(other.Id));
    salesforce.edit('Contact', String(contact!.Id), { AccountId: other.Id });
    await touch('salesforce', 'contacts', String(contact!.Id));
    const twin = [...hubspot.records('companies')].find(({ properties }) => properties['domain'] === 'other.example');
    const associated = hubspot.associated('contacts', person.id, 'companies');
    expect([...associated].filter(([, types]) => types.has(1)).map(([id]) => id)).toEqual([twin!.id]);
  });

  it('makes a person once, though the answer was lost', async () => {
    hubspot.faults.add({ kind: 'lost_answer', method: 'POST', path: '/crm/v3/objects/contacts(/batch/create)?$' });
    const made = salesforce.create('Contact', { LastName: 'Once', Email: 'once@acme.example' });
    await touch('salesforce', 'contacts', String(made.Id));
    await expect
      .poll(async () => {
        await engine.quiet();
        return [...hubspot.records('contacts')].filter(({ properties }) => properties['lastname'] === 'Once').length;
      })
      .toBe(1);
    expect(hubspot.faults.list()).toEqual([]);
    hubspot.index();
    await touch('salesforce', 'contacts', String(made.Id));
    expect([...hubspot.records('contacts')].filter(({ properties }) => properties['lastname'] === 'Once')).toHaveLength(
      1,
    );
  });
});

/** What people see of each contact, by id. */
function contactsAt(sandbox: HubspotSandbox): Map<string, unknown> {
  return new Map(
    [...sandbox.records('contacts')].map(({ id, properties }) => [
      id,
      ['firstname', 'lastname', 'email', 'phone', 'jobtitle', 'hubspot_owner_id'].map(
        (name) => properties[name] ?? null,
      ),
    ]),
  );
}

async function contactsInGraph({ ctx }: SyncEngine): Promise<Map<string, unknown>> {
  const { rows } = await ctx.store.query<{ id: string; fields: Record<string, unknown> }>(
    `select m.external_id as id, e.fields from mappings m join entities e on e.id = m.entity_id where m.stream = 'contacts'`,
  );
  const names = ['first_name', 'last_name', 'email', 'phone', 'title', 'owner'];
  return new Map(rows.map(({ id, fields }) => [id, names.map((name) => fields[name] ?? null)]));
}

async function countsByStream({ ctx }: SyncEngine): Promise<Record<string, number>> {
  const { rows } = await ctx.store.query<{ stream: string; n: number }>(
    'select stream, count(*)::int as n from mappings group by stream',
  );
  return Object.fromEntries(rows.map(({ stream, n }) => [stream, n]));
}

/** `contact company` of every edge, sorted. */
async function accountEdges({ ctx }: SyncEngine, stream: string): Promise<string[]> {
  const { rows } = await ctx.store.query<{ edge: string }>(
    `select m.external_id || ' ' || t.external_id as edge from relations r
     join mappings m on m.entity_id = r.from_entity_id and m.stream = $1
     join mappings t on t.entity_id = r.to_entity_id and t.stream = 'companies' where r.type = 'belongs_to'`,
    [stream],
  );
  return rows.map(({ edge }) => edge).sort();
}

function primaryCompanies(sandbox: HubspotSandbox, object: string): string[] {
  return [...sandbox.records(object)]
    .flatMap(({ id }) =>
      [...sandbox.associated(object, id, 'companies')].flatMap(([company, types]) =>
        types.has(PRIMARY[object]!) ? `${id} ${company}` : [],
      ),
    )
    .sort();
}

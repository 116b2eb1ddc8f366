import { createPipedriveSandbox, type PipedriveSandbox } from '@syncline/connector-pipedrive/sandbox';
import { createSalesforceSandbox, type SalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { type SyncEngine, startSyncEngine, waitForProcess } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackfill } from '../processes/start-process.ts';

const NO_LIMIT = { rateLimit: { limit: 100_000_000, windowMs: 86_400_000 }, burst: 1_000_000 } as const;

const sideOf = ({ url, token }: PipedriveSandbox) => ({
  name: 'pipedrive',
  connector: 'pipedrive',
  url,
  settings: { seesAllRecords: true },
  secrets: { token, webhookSecret: 'a password' },
});

describe('a backfill of a Pipedrive', () => {
  it('holds what the company holds, record by record, through failures', async () => {
    const sandbox = await createPipedriveSandbox({
      persons: 1_200,
      organizations: 40,
      deals: 60,
      activities: 40,
      notes: 30,
      ...NO_LIMIT,
    });
    const engine = await startSyncEngine({ sides: [sideOf(sandbox)] });
    try {
      for (const skip of [2, 9]) {
        sandbox.faults.add({ kind: 'status', status: 502, path: '/v[12]/', skip, count: 3 });
        sandbox.faults.add({ kind: 'reset', path: '/v[12]/', skip: skip + 5, count: 2 });
        sandbox.faults.add({ kind: 'malformed', path: '/persons\\?', skip: 1, count: 1 });
      }
      const { processId } = await startBackfill(engine.ctx, { connectionId: engine.connectionId('pipedrive') });
      expect(await waitForProcess(engine.ctx, processId)).toMatchObject({ state: 'completed' });
      const { rows } = await engine.ctx.store.query<{ id: string; fields: Record<string, unknown> }>(
        `select m.external_id as id, e.fields from mappings m
         join entities e on e.workspace_id = m.workspace_id and e.id = m.entity_id where m.stream = 'persons'`,
      );
      const shown = rows.map(({ id, fields }) => [
        id,
        wordsOf(fields['first_name'], fields['last_name'], fields['email']),
      ]);
      const truth = sandbox.records('persons').map((row) => {
        const [email] = row['emails'] as readonly { readonly value: string }[];
        return [String(row.id), wordsOf(row['first_name'], row['last_name'], email?.value)];
      });
      expect(truth).toHaveLength(1_200);
      expect(new Map(shown as [string, string][])).toEqual(new Map(truth as [string, string][]));
      const counts = await engine.ctx.store.query<{ stream: string; count: number }>(
        'select stream, count(*)::int as count from mappings group by stream',
      );
      const key = sandbox.key('deals', 'Quote name');
      const custom = (row: { readonly [member: string]: unknown }) => row['custom_fields'] as Record<string, unknown>;
      expect(Object.fromEntries(counts.rows.map(({ stream, count }) => [stream, count]))).toEqual({
        users: 5,
        organizations: 40,
        persons: 1_200,
        deals: 60,
        quotes: sandbox.records('deals').filter((row) => custom(row)[key]).length,
        activities: 40,
        notes: 30,
      });
    } finally {
      await engine.stop();
      await sandbox.close();
    }
  });
});

describe('a Pipedrive in step with a Salesforce', () => {
  let pipedrive: PipedriveSandbox;
  let salesforce: SalesforceSandbox;
  let engine: SyncEngine;

  beforeAll(async () => {
    pipedrive = await createPipedriveSandbox({ persons: 2, organizations: 0, deals: 0, activities: 0, ...NO_LIMIT });
    salesforce = await createSalesforceSandbox({ accounts: 0, users: 2 });
    engine = await startSyncEngine({
      sides: [
        sideOf(pipedrive),
        {
          name: 'salesforce',
          connector: 'salesforce',
          url: salesforce.url,
          settings: { organizationId: salesforce.organizationId, seesAllRecords: true },
          secrets: { clientId: salesforce.clientId, clientSecret: salesforce.clientSecret },
        },
      ],
    });
    const same = (...names: string[]) => Object.fromEntries(names.map((name) => [name, name]));
    const account = same('name', 'domain', 'phone', 'description');
    const deal = same('name', 'amount', 'close_date');
    const quote = same('name', 'total', 'version');
    const stages = (values: readonly string[]) => ({
      remote: 'stage',
      values: ['Qualified', 'Negotiation'].map((hub, at) => [hub, values[at]]),
    });
    await engine.configure('crms', {
      kinds: {
        account: {
          members: [
            { connection: 'pipedrive', stream: 'organizations', createIn: 'company', fields: account },
            { connection: 'salesforce', stream: 'accounts', createIn: 'org', fields: account },
          ],
        },
        deal: {
          members: [
            {
              connection: 'pipedrive',
              stream: 'deals',
              createIn: 'company',
              fields: { ...deal, stage: stages(['1', '4']) },
            },
            {
              connection: 'salesforce',
              stream: 'opportunities',
              createIn: 'org',
              fields: { ...deal, stage: stages(['Prospecting', 'Negotiation/Review']) },
            },
          ],
        },
        quote: {
          members: [
            { connection: 'pipedrive', stream: 'quotes', createIn: 'company', fields: quote },
            { connection: 'salesforce', stream: 'quotes', createIn: 'org', fields: quote },
          ],
        },
      },
    });
  });
  afterAll(async () => {
    await engine?.stop();
    await pipedrive?.close();
    await salesforce?.close();
  });

  const touchPipedrive = async (stream: string, id: number, op: 'changed' | 'deleted' = 'changed') => {
    await engine.hint('pipedrive', { stream, externalId: String(id), scope: 'company', op });
    await engine.quiet();
  };
  const touchSalesforce = async (stream: string, externalId: string) => {
    await engine.hint('salesforce', { stream, externalId, scope: salesforce.organizationId });
    await engine.quiet();
  };

  it('carries what is made and edited on either side', async () => {
    const made = pipedrive.create('organizations', { name: 'Acme', website: 'https://www.acme.example/' });
    await touchPipedrive('organizations', made.id);
    const [account] = [...salesforce.records('Account')];
    expect(account).toMatchObject({ Name: 'Acme', Website: 'acme.example' });
    salesforce.edit('Account', account?.Id ?? '', { Phone: '+49 30 1', Name: 'Acme AG' });
    await touchSalesforce('accounts', account?.Id ?? '');
    expect(pipedrive.record('organizations', made.id)).toMatchObject({ name: 'Acme AG' });
    expect(pipedrive.custom('organizations', made.id, 'Phone')).toBe('+49 30 1');
    // The address is as it was: a host that has not changed is not written over it.
    expect(pipedrive.record('organizations', made.id)).toMatchObject({ website: 'https://www.acme.example/' });
  });

  it('makes a deal once, though the answer was lost, and carries its quote, of which the newer version stays', async () => {
    const opportunity = salesforce.create('Opportunity', {
      Name: 'Big deal',
      StageName: 'Prospecting',
      CloseDate: '2027-01-31',
      Amount: 10,
    });
    pipedrive.faults.add({ kind: 'lost_answer', method: 'POST', path: '^/api/v2/deals$' });
    await touchSalesforce('opportunities', opportunity.Id);
    const deals = pipedrive.records('deals');
    expect(deals).toHaveLength(1);
    expect(deals[0]).toMatchObject({ title: 'Big deal', stage_id: 1, value: 10, expected_close_date: '2027-01-31' });
    const id = deals[0]?.id ?? 0;

    const quote = salesforce.create('Quote', {
      Name: 'Offer',
      OpportunityId: opportunity.Id,
      Version__c: 1,
      Total__c: 5,
    });
    await touchSalesforce('quotes', quote.Id);
    expect(pipedrive.custom('deals', id, 'Quote name')).toBe('Offer');
    expect(pipedrive.custom('deals', id, 'Quote total')).toBe(5);
    salesforce.edit('Quote', quote.Id, { Version__c: 2, Total__c: 7 });
    await touchSalesforce('quotes', quote.Id);
    expect(pipedrive.custom('deals', id, 'Quote total')).toBe(7);

    // A person at Pipedrive has written a newer one: ours is refused for good, and stands as one item.
    pipedrive.edit('deals', id, { custom_fields: { 'Quote version': 9, 'Quote total': 90 } });
    salesforce.edit('Quote', quote.Id, { Version__c: 3, Total__c: 8 });
    await touchSalesforce('quotes', quote.Id);
    expect(pipedrive.custom('deals', id, 'Quote total')).toBe(90);

    pipedrive.edit('deals', id, { stage_id: 4 });
    await touchPipedrive('deals', id);
    expect(salesforce.record('Opportunity', opportunity.Id)).toMatchObject({ StageName: 'Negotiation/Review' });
  });
});

function wordsOf(...values: readonly unknown[]): string {
  return values.map((value) => (typeof value === 'string' ? value : '')).join('|');
}

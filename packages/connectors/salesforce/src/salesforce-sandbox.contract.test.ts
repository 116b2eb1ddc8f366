import { createSalesforceSandbox, type SalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import type { FetchedPage, LimitReport } from '@syncline/connector-sdk';
import { afterEach, describe, expect, it } from 'vitest';
import type { SalesforceSandboxOptions } from '../sandbox/options.ts';
import type { SalesforceClient } from './client.ts';
import { salesforce } from './connector.ts';
import { connectTo, streamNamed } from './testing/connect.ts';

const signal = new AbortController().signal;
let sandbox: SalesforceSandbox;
let reports: LimitReport[];
afterEach(() => sandbox.close());

async function start(options: SalesforceSandboxOptions = {}): Promise<void> {
  sandbox = await createSalesforceSandbox({ accounts: 5, ...options });
}

function connect(settings?: object, secrets?: Record<string, string>): SalesforceClient {
  reports = [];
  return connectTo(sandbox, settings, secrets, reports);
}

async function walk(client: SalesforceClient, name: string, since: Date | null = null) {
  const { planWindows, readPage, parsePage, normalize } = streamNamed(name);
  const scope = sandbox.organizationId;
  const plan = since === null ? await planWindows?.(client, scope, signal) : null;
  const cursors: FetchedPage['next'][] = plan ? [...plan.windows] : [null];
  const pages: FetchedPage[] = [];
  for (let cursor = cursors.shift(); cursor !== undefined; cursor = cursors.shift()) {
    const given = JSON.parse(JSON.stringify(cursor)) as typeof cursor;
    const page = await readPage(client, { scope, cursor: given, since }, signal);
    pages.push(page);
    expect(pages.length).toBeLessThan(50);
    if (page.next) cursors.unshift(page.next);
  }
  const records = pages.flatMap(({ raw }) =>
    parsePage(raw).map((item) => {
      const result = normalize(item, sandbox.organizationId);
      if (result.outcome !== 'record') throw new Error(result.outcome);
      return result.record;
    }),
  );
  return { plan, pages, records, ids: records.map(({ externalId }) => externalId) };
}

const truth = (object: string) => [...sandbox.records(object)].map(({ Id }) => Id);

describe('sessions', () => {
  const grants = () => ({ clientId: sandbox.clientId, clientSecret: sandbox.clientSecret });

  it('begins by client credentials, and asks for a token once for all calls and clients', async () => {
    await start();
    const clients = [connect({}, grants()), connect({}, grants())];
    await Promise.all(clients.flatMap((client) => [walk(client, 'accounts'), walk(client, 'users')]));
    expect(sandbox.tokensIssued()).toBe(1);
  });

  it('renews an expired session once, however many calls met it', async () => {
    await start();
    const client = connect({}, { ...grants(), refreshToken: sandbox.refreshToken });
    await walk(client, 'accounts');
    sandbox.expireSessions();
    const walks = await Promise.all(Array.from({ length: 8 }, () => walk(client, 'accounts')));
    expect(walks.map(({ ids }) => ids.length)).toEqual(Array(8).fill(5));
    expect(sandbox.tokensIssued()).toBe(2);
  });

  it('gives up as auth after one renewal, and says so of a token that was taken back', async () => {
    await start();
    await expect(walk(connect({}, { token: 'old' }), 'accounts')).rejects.toMatchObject({ class: 'auth' });
    const revoked = connect({}, { clientId: sandbox.clientId, refreshToken: 'revoked' });
    await expect(walk(revoked, 'accounts')).rejects.toMatchObject({ class: 'auth', code: 'salesforce_invalid_grant' });
    await expect(walk(connect({}, {}), 'accounts')).rejects.toMatchObject({ code: 'salesforce_no_credentials' });
    const client = connect({}, grants());
    sandbox.faults.add({ kind: 'status', status: 401, path: '/services/data', count: 5 });
    sandbox.log.clear();
    await expect(walk(client, 'accounts')).rejects.toMatchObject({ class: 'auth' });
    expect(sandbox.requestCount('/services/data')).toBe(2);
  });

  it('never shows a secret in an error', async () => {
    await start();
    const secrets = { clientId: sandbox.clientId, clientSecret: 'a-wrong-secret-0815' };
    const error: unknown = await walk(connect({}, secrets), 'accounts').catch((thrown: unknown) => thrown);
    expect(String(error) + JSON.stringify(error)).not.toContain('0815');
    expect(error).toMatchObject({ class: 'auth', code: 'salesforce_invalid_client' });
  });

  it('tells the organisation, and an address of another one', async () => {
    await start();
    expect(await salesforce.check(connect(), signal)).toEqual({
      account: 'Acme',
      detail: `sandbox organisation ${sandbox.organizationId}`,
    });
    const other = connect({ organizationId: '00D5g000004Other'.slice(0, 15) });
    await expect(salesforce.check(other, signal)).rejects.toMatchObject({ code: 'salesforce_other_organization' });
  });

  it('reports what is left of the day', async () => {
    await start({ rateLimit: { limit: 100, windowMs: 60_000 } });
    await walk(connect(), 'accounts');
    expect(reports.at(-1)).toEqual({ bucket: 'core', limit: 100, remaining: 98 });
    sandbox.rateLimit.drainTo(0);
    await expect(walk(connect(), 'accounts')).rejects.toMatchObject({ class: 'rate_limited' });
    expect(reports[0]?.pausedUntil).toBeInstanceOf(Date);
  });
});

describe('reading', () => {
  it('loses and repeats nothing where thousands bear one second', async () => {
    await start({ accounts: 5_000, contacts: 0, opportunities: 0, tasks: 0, quotes: 0, seededSpanSeconds: 2 });
    const { ids, pages } = await walk(connect(), 'accounts');
    expect(ids.toSorted()).toEqual(truth('Account').toSorted());
    // A second can't be cut; each of the two is read to its end by key.
    expect(pages).toHaveLength(4);
  });

  it('goes on by key where Salesforce sends fewer records than were asked for', async () => {
    await start({ accounts: 950, batchSize: 300 });
    const { ids, pages } = await walk(connect(), 'accounts');
    expect(ids).toEqual(truth('Account'));
    expect(pages).toHaveLength(4);
    expect(sandbox.requestCount(/query\/01g/)).toBe(0);
  });

  it('reads the windows of a backfill in any order, whatever is edited or deleted meanwhile', async () => {
    await start({ accounts: 9_000 });
    const client = connect();
    const scope = sandbox.organizationId;
    const { planWindows, readPage, parsePage } = streamNamed('accounts');
    const before = truth('Account');
    const plan = (await planWindows?.(client, scope, signal))!;
    expect(plan.count).toBe(9_000);
    expect(plan.windows.length).toBeGreaterThanOrEqual(5);
    const seen: string[] = [];
    for (const window of plan.windows.toReversed()) {
      for (let cursor: FetchedPage['next'] = window; cursor; ) {
        const page: FetchedPage = await readPage(client, { scope, cursor, since: null }, signal);
        seen.push(...parsePage(page.raw).map((item) => (item as { Id: string }).Id));
        cursor = page.next;
        sandbox.edit('Account', before[seen.length % 9_000]!, { Name: `Edited after ${seen.length}` });
        sandbox.delete('Account', before[(seen.length * 7) % 9_000]!);
        sandbox.create('Account', { Name: `Made after ${seen.length}` });
      }
    }
    expect(new Set(seen).size).toBe(seen.length);
    const there = new Set(truth('Account'));
    const shown = new Set(seen);
    expect(before.filter((id) => there.has(id) && !shown.has(id))).toEqual([]);
  });

  it('meets a record again that was edited meanwhile, and misses none', async () => {
    await start({ accounts: 2_500 });
    const client = connect();
    const scope = sandbox.organizationId;
    const { readPage, parsePage } = streamNamed('accounts');
    const first = await readPage(client, { scope, cursor: null, since: null }, signal);
    const [edited = ''] = truth('Account');
    sandbox.edit('Account', edited, { Name: 'Edited' });
    const second = await readPage(client, { scope, cursor: first.next, since: null }, signal);
    const ids = parsePage(second.raw).map((item) => (item as { Id: string }).Id);
    expect(ids).toHaveLength(501);
    expect(ids.at(-1)).toBe(edited);
  });

  it('reads only what changed since, the second named included', async () => {
    await start({ accounts: 50 });
    const [id = ''] = truth('Account');
    const { SystemModstamp } = sandbox.edit('Account', id, { Name: 'Edited' });
    const { ids } = await walk(connect(), 'accounts', new Date(SystemModstamp));
    expect(ids).toEqual([id]);
  });

  it('reads a large object through a bulk job, with the same records', async () => {
    await start({ accounts: 4_100, tasks: 2_500, bulkPolls: 2 });
    sandbox.create('Account', { Name: 'Comma, "quote"\nand a second line; "Ünïcode"', Website: null });
    for (const name of ['accounts', 'tasks']) {
      const bulk = await walk(connect({ bulkThreshold: 2_400 }), name);
      const paged = await walk(connect(), name);
      expect(bulk.records).toHaveLength(paged.records.length);
      expect(bulk.records).toEqual(paged.records);
    }
    expect(sandbox.requestCount('POST /services/data/v62.0/jobs/query')).toBe(2);
  });

  it('reads in pages when Salesforce has thrown the job away', async () => {
    await start({ accounts: 2_100 });
    const client = connect({ bulkThreshold: 2_000 });
    const { planWindows, readPage } = streamNamed('accounts');
    const [cursor = null] = (await planWindows?.(client, sandbox.organizationId, signal))?.windows ?? [];
    const first = await readPage(client, { scope: sandbox.organizationId, cursor, since: null }, signal);
    expect(first.next).toHaveProperty('job');
    sandbox.forgetBulkJobs();
    const second = await readPage(client, { scope: sandbox.organizationId, cursor: first.next, since: null }, signal);
    expect(second.next).toHaveProperty('modstamp');
  });

  it('carries custom fields that the settings name, both ways', async () => {
    await start();
    const [id = ''] = truth('Account');
    sandbox.edit('Account', id, { Region__c: 'North' });
    expect((await walk(connect(), 'accounts')).records.at(-1)?.fields).not.toHaveProperty('Region__c');
    const client = connect({ customFields: { accounts: ['Region__c'] } });
    const record = (await walk(client, 'accounts')).records.at(-1);
    expect(record?.fields['Region__c']).toBe('North');
    await streamNamed('accounts').writes?.update?.(
      client,
      {
        key: { externalId: id, locator: null, scope: sandbox.organizationId },
        fields: { Region__c: 'South' },
        expected: record?.fields ?? {},
        expectedVersion: record?.version ?? null,
        ownKey: null,
        locators: {},
      },
      signal,
    );
    expect(sandbox.record('Account', id)?.['Region__c']).toBe('South');
    const unknown = walk(connect({ customFields: { contacts: ['Region__c'] } }), 'contacts');
    await expect(unknown).rejects.toMatchObject({ class: 'invalid', code: 'salesforce_invalid_field' });
  });

  it('shows what a task hangs on, and nothing of what is no stream', async () => {
    await start();
    const [account = ''] = truth('Account');
    const [deal = ''] = truth('Opportunity');
    const ids = [account, deal, null].map((WhatId) => sandbox.create('Task', { Subject: 'x', WhatId }).Id);
    const { records } = await walk(connect(), 'tasks');
    const shown = ids.map((id) => records.find(({ externalId }) => externalId === id)?.fields);
    expect(shown.map((fields) => [fields?.['account'], fields?.['deal']])).toEqual([
      [account, null],
      [null, deal],
      [null, null],
    ]);
  });
});

describe('a record that is gone', () => {
  const fetchOne = async (client: SalesforceClient, id: string) =>
    (
      await streamNamed('accounts').fetchOne?.(
        client,
        { externalId: id, locator: null, scope: sandbox.organizationId },
        signal,
      )
    )?.outcome;

  it('is told from one that is hidden', async () => {
    await start();
    const [kept = '', binned = '', purged = ''] = truth('Account');
    sandbox.delete('Account', binned);
    sandbox.delete('Account', purged);
    sandbox.purge('Account', purged);
    const client = connect();
    expect(await fetchOne(client, kept)).toBe('found');
    expect(await fetchOne(client, binned)).toBe('gone');
    // Not found may mean not shown, unless this user is shown everything.
    expect(await fetchOne(client, purged)).toBe('unreachable');
    expect(await fetchOne(connect({ seesAllRecords: true }), purged)).toBe('gone');
    expect((await walk(client, 'accounts')).ids).not.toContain(binned);
    sandbox.undelete('Account', binned);
    expect(await fetchOne(client, binned)).toBe('found');
  });
});

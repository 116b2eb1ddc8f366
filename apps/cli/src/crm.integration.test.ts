import { createSalesforceSandbox, type SalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { type SyncEngine, startSyncEngine } from '@syncline/testing';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { publishedSchemas } from './published-schemas.ts';
import { runCli } from './run-cli.ts';
import { type OperatorProcess, startOperator } from './testing/start-operator.ts';

let salesforce: SalesforceSandbox;
let engine: SyncEngine;
let operator: OperatorProcess;
let [account, deal] = ['', ''];

const same = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, name]));
const member = (stream: string, fields: object) => ({ members: [{ connection: 'sales', stream, fields }] });

beforeAll(async () => {
  salesforce = await createSalesforceSandbox({ accounts: 0 });
  account = String(salesforce.create('Account', { Name: 'Hub & Sons', Website: 'https://www.hub.example/' }).Id);
  salesforce.create('Contact', { LastName: 'Hub', Email: 'anna@hub.example', AccountId: account });
  const known = { Name: 'Known', StageName: 'Prospecting', CloseDate: '2026-12-31', AccountId: account };
  deal = String(salesforce.create('Opportunity', known).Id);
  engine = await startSyncEngine({
    sides: [
      {
        name: 'sales',
        connector: 'salesforce',
        url: salesforce.url,
        settings: { organizationId: salesforce.organizationId, seesAllRecords: true },
        secrets: { clientId: salesforce.clientId, clientSecret: salesforce.clientSecret },
      },
    ],
  });
  await engine.configure('sales', {
    kinds: {
      account: member('accounts', same('name', 'domain')),
      deal: member('opportunities', same('name', 'stage', 'amount', 'close_date', 'account')),
      quote: member('quotes', same('name', 'status', 'total', 'version', 'deal')),
      activity: member('tasks', same('type', 'subject', 'body', 'account')),
    },
  });
  const scope = salesforce.organizationId;
  await engine.hint('sales', { stream: 'accounts', externalId: account, scope });
  await engine.hint('sales', { stream: 'opportunities', externalId: deal, scope });
  await engine.quiet();
  operator = await startOperator({
    ...engine.environment,
    DATABASE_URL: engine.databaseUrl,
    SYNCLINE_ALLOWED_ADDRESSES: 'loopback',
  });
});
afterAll(async () => {
  await operator?.stop();
  await engine?.stop();
  await salesforce?.close();
});

async function run(...args: string[]) {
  let [out, err] = ['', ''];
  const code = await runCli(args, {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
    environment: { SYNCLINE_URL: operator.url, SYNCLINE_ACTOR: 'Zoë' },
    signal: new AbortController().signal,
  });
  return { code, out, err };
}

/** One document, as its schema has it. */
async function json(command: string, ...args: string[]) {
  const { code, out, err } = await run('crm', command, 'sales', ...args, '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const document = JSON.parse(out);
  expect(publishedSchemas[`crm-${command}`]!.parse(document)).toEqual(document);
  return document;
}

it('looks up accounts, people and deals, for programs and for people', async () => {
  expect((await json('accounts', '--domain', 'hub.example')).items).toMatchObject([{ fields: { name: 'Hub & Sons' } }]);
  expect((await json('contacts', '--email', 'anna@hub.example')).items).toMatchObject([
    { fields: { last_name: 'Hub' } },
  ]);
  expect(await json('deal', deal)).toMatchObject({ fields: { name: 'Known', stage: { name: 'Prospecting' } } });
  expect((await run('crm', 'accounts', 'sales', '--domain', 'hub.example')).out).toContain('Hub & Sons');
  expect((await run('crm', 'deal', 'sales', '0065g0000000999EAA')).code).toBe(3);
});

it('writes deals, quotes and activities, which travel to the CRM', async () => {
  const made = await json(
    ...(['create-deal', '--set', 'name=Made here', '--set', 'stage=Qualification'] as const),
    ...['--set', 'close_date=2027-01-31', '--set', `account=${account}`, '--why', 'asked on the phone'],
  );
  await json('update-deal', made.entityId, '--fields', '{"amount": 99}');
  const quote = JSON.stringify({ name: 'Offer', deal, version: 2, total: 1200 });
  await json('quote', '--fields', quote);
  await json('log', 'call', '--set', 'subject=Rang back', '--set', `account=${account}`);
  await engine.quiet();
  const [opportunity] = [...salesforce.records('Opportunity')].filter(({ Name }) => Name === 'Made here');
  expect(opportunity).toMatchObject({ StageName: 'Qualification', Amount: 99, AccountId: account });
  expect([...salesforce.records('Quote')]).toMatchObject([{ Name: 'Offer', Version__c: 2, OpportunityId: deal }]);
  expect([...salesforce.records('Task')]).toMatchObject([{ Subject: 'Rang back', WhatId: account }]);
});

it('shows how the records of a client hang together', async () => {
  const client = await vi.waitFor(
    async () => {
      const [found] = JSON.parse((await run('clients', 'list', '--text', 'hub.example', '--json')).out).items;
      expect(found).toMatchObject({ name: 'Hub & Sons', openDeals: 2 });
      expect(JSON.parse((await run('clients', 'show', found.id, '--json')).out).isCurrent).toBe(true);
      return found;
    },
    { timeout: 60_000, interval: 200 },
  );
  const page = async (...args: string[]) => {
    const { code, out, err } = await run('clients', 'relations', client.id, ...args);
    expect(code).toBe(0);
    return { out, err };
  };
  const { items, nextCursor } = JSON.parse((await page('--json')).out);
  expect(publishedSchemas['clients-relations']!.parse({ items, nextCursor })).toEqual({ items, nextCursor });
  expect(items).toContainEqual(
    expect.objectContaining({ fromKind: 'deal', fromName: 'Known', type: 'belongs_to', toName: 'Hub & Sons' }),
  );
  expect((await page()).out).toMatch(/Known +deal +belongs_to +Hub & Sons +account/);
  const first = JSON.parse((await page('--limit', '1', '--json')).out);
  expect(first.items).toEqual(items.slice(0, 1));
  expect((await page('--limit', '1')).err).toContain(`--cursor ${first.nextCursor}`);
  const second = JSON.parse((await page('--limit', '1', '--cursor', first.nextCursor, '--json')).out);
  expect(second.items).toEqual(items.slice(1, 2));
  expect((await run('clients', 'relations', '00000000-0000-7000-8000-000000000009')).code).toBe(3);
});

it('says how each stream does, and starts a run only when asked to', async () => {
  expect((await json('sync')).processId).toBeNull();
  expect((await json('sync', '--start')).processId).toEqual(expect.any(String));
});

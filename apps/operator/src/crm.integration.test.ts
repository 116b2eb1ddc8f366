import { createSalesforceSandbox, type SalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { createStubSandbox, type StubSandbox } from '@syncline/connector-stub/sandbox';
import { type SyncEngine, startSyncEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOperatorApp } from './create-operator-app.ts';
import type { App } from './operator-deps.ts';
import { callApi } from './testing/call-api.ts';

let salesforce: SalesforceSandbox;
let stub: StubSandbox;
let engine: SyncEngine;
let app: App;
let [atSalesforce, atStub] = ['', ''];
let [account, opportunity] = ['', ''];
const { call, get, patch, post } = callApi(() => app, 'anna');

const same = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, name]));
const dealFields = same(['name', 'stage', 'amount', 'close_date', 'account']);
const quoteFields = same(['name', 'status', 'total', 'currency', 'version', 'attachment_reference', 'deal']);

beforeAll(async () => {
  salesforce = await createSalesforceSandbox({ accounts: 0 });
  stub = await createStubSandbox({ records: 2 });
  account = String(salesforce.create('Account', { Name: 'Hub & Sons', Website: 'https://www.hub.example/' }).Id);
  salesforce.create('Contact', { LastName: 'Hub', Email: 'anna@hub.example', AccountId: account });
  const deal = { Name: 'Known', StageName: 'Prospecting', CloseDate: '2026-12-31', AccountId: account };
  opportunity = String(salesforce.create('Opportunity', deal).Id);
  engine = await startSyncEngine({
    sides: [
      {
        name: 'sales',
        connector: 'salesforce',
        url: salesforce.url,
        settings: { organizationId: salesforce.organizationId, seesAllRecords: true },
        secrets: { clientId: salesforce.clientId, clientSecret: salesforce.clientSecret },
      },
      { name: 'stub', connector: 'stub', url: stub.url, settings: stub.settings, secrets: stub.secrets },
    ],
  });
  await engine.configure('sales', {
    kinds: {
      account: { members: [{ connection: 'sales', stream: 'accounts', fields: same(['name', 'domain']) }] },
      deal: { members: [{ connection: 'sales', stream: 'opportunities', fields: dealFields }] },
      quote: { members: [{ connection: 'sales', stream: 'quotes', fields: quoteFields }] },
      activity: {
        members: [{ connection: 'sales', stream: 'tasks', fields: same(['type', 'subject', 'body', 'account']) }],
      },
    },
  });
  app = await createOperatorApp({ context: engine.ctx });
  atSalesforce = `/api/v1/crm/${engine.connectionId('sales')}`;
  atStub = `/api/v1/crm/${engine.connectionId('stub')}`;
  const scope = salesforce.organizationId;
  for (const [stream, externalId] of [
    ['accounts', account],
    ['opportunities', opportunity],
  ] as const)
    await engine.hint('sales', { stream, externalId, scope });
  await engine.quiet();
});
afterAll(async () => {
  await app?.close();
  await engine?.stop();
  await salesforce?.close();
  await stub?.close();
});

describe('look-ups', () => {
  it('ask the CRM, and name the entity where the hub knows the record', async () => {
    const { items } = await get(`${atSalesforce}/accounts?domain=hub.example`);
    expect(items).toMatchObject([
      {
        kind: 'account',
        externalReference: { stream: 'accounts', externalId: account },
        source: { connector: 'salesforce', connection: { name: 'sales' }, isStub: false },
        fields: { name: 'Hub & Sons', domain: 'hub.example' },
      },
    ]);
    expect((await get(`/api/v1/entities/${items[0].entityId}`)).fields.name).toBe('Hub & Sons');
    const contacts = await get(`${atSalesforce}/contacts?email=ANNA@hub.example`);
    expect(contacts.items).toMatchObject([{ entityId: null, fields: { account: { id: items[0].id } } }]);
  });

  it('find a deal by the id of the contract, of the entity and of the vendor', async () => {
    const deal = await get(`${atSalesforce}/deals/${opportunity}`);
    expect(deal.fields).toMatchObject({ name: 'Known', stage: { name: 'Prospecting' } });
    expect(await get(`${atSalesforce}/deals/${deal.id}`)).toEqual(deal);
    expect(await get(`${atSalesforce}/deals/${deal.entityId}`)).toEqual(deal);
    expect(await call('GET', `${atSalesforce}/deals/0065g0000000999EAA`)).toMatchObject({ status: 404 });
    expect(await call('GET', `${atStub}/deals/${deal.id}`)).toMatchObject({
      status: 400,
      body: { code: 'wrong-record-id' },
    });
  });

  it('say of the stub that it is one', async () => {
    const { items } = await get(`${atStub}/accounts?name=stub%20account%201`);
    expect(items).toMatchObject([{ source: { connector: 'stub', isStub: true }, entityId: null }]);
    const connection = `/api/v1/connections/${engine.connectionId('stub')}`;
    expect(await get(connection)).toMatchObject({ connector: 'stub', isStub: true });
    expect(await get(`/api/v1/connections/${engine.connectionId('sales')}`)).toMatchObject({ isStub: false });
    const test = await post(`${connection}/test`, {});
    expect(test.body).toMatchObject({ outcome: 'ok', account: expect.stringContaining('stub') });
  });

  it('refuse a question that is none', async () => {
    for (const query of ['', '?name=a&domain=b.example', '?name=', '?phone=1'])
      expect((await call('GET', `${atSalesforce}/accounts${query}`)).status).toBe(400);
    expect((await call('GET', `${atSalesforce}/contacts?phone=12`)).status).toBe(400);
  });
});

describe('what is written', () => {
  it('is in the hub at once, and then at the CRM, once for one Idempotency-Key', async () => {
    const fields = { name: 'Made here', stage: 'qualification', amount: 12.5, close_date: '2027-01-31', account };
    const key = { 'idempotency-key': 'deal-1' };
    const made = await post(`${atSalesforce}/deals`, { fields, why: 'asked on the phone' }, key);
    expect(made).toMatchObject({
      status: 201,
      body: {
        outcome: 'created',
        fields: { name: 'Made here', stage: 'Qualification' },
        diagnostics: [],
        travelsTo: [{ connection: 'sales', stream: 'opportunities', op: 'create' }],
      },
    });
    expect((await post(`${atSalesforce}/deals`, { fields, why: 'asked on the phone' }, key)).body).toEqual(made.body);
    await engine.quiet();
    const deals = [...salesforce.records('Opportunity')].filter(({ Name }) => Name === 'Made here');
    expect(deals).toMatchObject([{ StageName: 'Qualification', Amount: 12.5, AccountId: account }]);
    const path = `${atSalesforce}/deals/${made.body.entityId}`;
    const edited = await patch(path, { fields: { amount: 99, next_step: 'unmapped' } });
    expect(edited.body).toMatchObject({
      outcome: 'edited',
      diagnostics: [{ field: 'next_step', reason: 'not_mapped' }],
    });
    await engine.quiet();
    expect(salesforce.record('Opportunity', String(deals[0]!.Id))).toMatchObject({ Amount: 99 });
    expect(await patch(path, { fields: { amount: 1 } }, { 'if-match': '"1"' })).toMatchObject({ status: 412 });
    const { items } = await get(`/api/v1/audit?entity_id=${made.body.entityId}`);
    expect(items.at(-1)).toMatchObject({ actor: 'anna', why: 'asked on the phone' });
  });

  it('is refused before anything is written where it could not be right', async () => {
    const deal = { name: 'X', stage: 'Prospecting', close_date: '2027-01-31' };
    const refused = async (fields: object, status: number, code: string, path = `${atSalesforce}/deals`) =>
      expect(await post(path, { fields })).toMatchObject({ status, body: { code } });
    await refused({ ...deal, stage: 'No such stage' }, 422, 'unknown-value');
    await refused({ ...deal, name: null }, 422, 'required-field');
    await refused({ ...deal, account: 'nobody' }, 422, 'missing-parent');
    await refused({ ...deal, colour: 'red' }, 400, 'unknown-field');
    await refused({ ...deal, amount: 'a lot' }, 422, 'wrong-type');
    await refused({ ...deal, stage: 'Proposal' }, 409, 'crm-not-synced', `${atStub}/deals`);
    await engine.quiet();
    expect([...salesforce.records('Opportunity')].filter(({ Name }) => Name === 'X')).toEqual([]);
  });

  it('is a call, a text or a note as well', async () => {
    const fields = { subject: 'Rang back', body: 'All **fine**.', account, duration_seconds: 60 };
    const logged = await post(`${atSalesforce}/activities`, { type: 'call', fields });
    expect(logged).toMatchObject({ status: 201, body: { kind: 'activity', fields: { type: 'call' } } });
    await engine.quiet();
    const task = [...salesforce.records('Task')].find(({ Subject }) => Subject === 'Rang back');
    expect(task).toMatchObject({ Activity_Type__c: 'call', WhatId: account });
  });
});

describe('a quote', () => {
  const quote = (fields: object, id: string | null = null) =>
    post(`${atSalesforce}/quotes`, { quote: id, fields: { name: 'Offer', currency: 'EUR', ...fields } });

  it('is written, superseded, and not written by what is older', async () => {
    const made = await quote({ version: 1, total: 10, deal: opportunity, attachment_reference: 'quotes/1.pdf' });
    expect(made).toMatchObject({ status: 201, body: { version: 1, attachmentReference: 'quotes/1.pdf' } });
    await engine.quiet();
    const id = made.body.entityId;
    expect(await quote({ version: 3, total: 30 }, id)).toMatchObject({
      status: 200,
      body: { outcome: 'edited', version: 3 },
    });
    expect(await quote({ version: 3, total: 30 }, id)).toMatchObject({ status: 200, body: { outcome: 'unchanged' } });
    for (const stale of [
      { version: 2, total: 20 },
      { version: 3, total: 31 },
    ])
      expect(await quote(stale, id)).toMatchObject({ status: 409, body: { code: 'stale-outbound-write' } });
    await engine.quiet();
    const [row] = [...salesforce.records('Quote')].filter(({ Name }) => Name === 'Offer');
    expect(row).toMatchObject({ Total__c: 30, Version__c: 3 });
  });

  it('lives on while the CRM is down, and is there when it is back', async () => {
    salesforce.faults.add({ kind: 'status', status: 503, count: 6 } as never);
    const down = await call('GET', `${atSalesforce}/accounts?name=Hub`);
    expect(down).toMatchObject({ status: 503, body: { code: 'crm-unavailable' } });
    expect(down.body.instance).toMatch(/^[0-9a-f-]{36}$/);
    expect(down.body.detail.length).toBeLessThan(200);
    const made = await quote({ version: 1, total: 77, deal: opportunity });
    expect(made).toMatchObject({ status: 201, body: { travelsTo: [{ stream: 'quotes', op: 'create' }] } });
    await engine.quiet(60_000);
    expect([...salesforce.records('Quote')].filter((row) => row['Total__c'] === 77)).toHaveLength(1);
  });
});

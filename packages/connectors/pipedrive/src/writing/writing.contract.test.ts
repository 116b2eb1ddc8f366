import type { CreateRequest, RecordKey, UpdateRequest } from '@syncline/connector-sdk';
import type { Json } from '@syncline/core';
import { describe, expect, it } from 'vitest';
import type { PipedriveClient } from '../client.ts';
import { connect, fetchOne, signal, start, streamNamed } from '../testing/connect.ts';

let made = 0;
const draft = (fields: Record<string, Json>): CreateRequest => ({
  fields,
  ownKey: `key-${++made}`.padEnd(22, '_'),
  locators: {},
  scope: 'company',
  parents: {},
});
const keyOf = (id: number | string): RecordKey => ({ externalId: String(id), locator: null, scope: 'company' });

async function update(client: PipedriveClient, name: string, id: number | string, fields: Record<string, Json>) {
  const record = await fetchOne(client, name, String(id));
  if (typeof record === 'string') throw new Error(record);
  const { fields: expected, ownKey = null } = record;
  const request: UpdateRequest = { key: keyOf(id), fields, expected, expectedVersion: null, ownKey, locators: {} };
  await streamNamed(name).writes?.update?.(client, request, signal);
}

const create = async (client: PipedriveClient, name: string, request: CreateRequest) => {
  const written = await streamNamed(name).writes?.create?.(client, request, signal);
  return written?.key.externalId ?? '';
};

describe('a quote', () => {
  it('of an older version than its deal carries is refused for good, and the deal keeps what it has', async () => {
    const { sandbox, client } = await start();
    const deal = sandbox.create('deals', { title: 'A deal' }).id;
    const request = draft({ name: 'Offer', version: 2, total: 10, deal: String(deal) });
    expect(await create(client, 'quotes', request)).toBe(String(deal));
    sandbox.edit('deals', deal, { custom_fields: { 'Quote version': 3, 'Quote total': 30 } });
    const stale = { class: 'invalid', code: 'stale_outbound_write', field: 'version' };
    await expect(create(client, 'quotes', request)).rejects.toMatchObject(stale);
    await expect(update(client, 'quotes', deal, { version: 2, total: 20 })).rejects.toMatchObject(stale);
    expect(sandbox.custom('deals', deal, 'Quote total')).toBe(30);
    await update(client, 'quotes', deal, { version: 4, total: 40, attachment_reference: 'q/4.pdf' });
    expect(sandbox.custom('deals', deal, 'Quote total')).toBe(40);
    expect(sandbox.custom('deals', deal, 'Quote attachment')).toBe('q/4.pdf');
  });

  it('is refused where the deal carries another one, and leaves the deal when it is removed', async () => {
    const { sandbox, client } = await start();
    const deal = sandbox.create('deals', { title: 'A deal', value: 7 }).id;
    await create(client, 'quotes', draft({ name: 'First', version: 1, deal: String(deal) }));
    const second = create(client, 'quotes', draft({ name: 'Second', version: 2, deal: String(deal) }));
    await expect(second).rejects.toMatchObject({ class: 'invalid', code: 'pipedrive_deal_has_quote', field: 'deal' });
    await streamNamed('quotes').writes?.remove?.(client, keyOf(deal), signal);
    expect(await fetchOne(client, 'quotes', String(deal))).toBe('gone');
    expect(sandbox.record('deals', deal)).toMatchObject({ title: 'A deal', value: 7 });
  });
});

describe('a create', () => {
  it('makes nothing where the field for our key is missing, and says which one', async () => {
    const { sandbox, client } = await start({ customFields: false });
    await expect(create(client, 'organizations', draft({ name: 'New' }))).rejects.toMatchObject({
      class: 'invalid',
      code: 'pipedrive_no_key_field',
      message: expect.stringContaining('"Syncline key"'),
    });
    expect(sandbox.requestCount(/POST/)).toBe(0);
  });

  it('uses a field that was made a moment ago', async () => {
    const { sandbox, client } = await start({ customFields: false });
    await fetchOne(client, 'organizations', '1');
    await fetch(`${sandbox.url}/api/v2/organizationFields?api_token=${sandbox.token}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ field_name: 'Syncline key', field_type: 'varchar' }),
    });
    const id = await create(client, 'organizations', draft({ name: 'New' }));
    expect(sandbox.custom('organizations', Number(id), 'Syncline key')).toMatch(/^key-/);
  });

  it('is found again by its key behind newer records, and a copy of it is not taken for it', async () => {
    const { sandbox, client } = await start();
    const request = draft({ name: 'Once' });
    const id = await create(client, 'organizations', request);
    sandbox.create('organizations', { name: 'A copy', custom_fields: { 'Syncline key': request.ownKey } });
    const found = await streamNamed('organizations').writes?.findCreated?.(
      client,
      { ...request, since: new Date() },
      signal,
    );
    expect(found?.key.externalId).toBe(id);
  });

  it('of a note long ago is found again as well', async () => {
    const { client } = await start();
    const request = draft({ body: '<p>Then</p>', deal: '1', occurred_at: '2021-05-05T10:00:00Z' });
    const id = await create(client, 'notes', request);
    const search = { ...request, since: new Date() };
    expect((await streamNamed('notes').writes?.findCreated?.(client, search, signal))?.key.externalId).toBe(id);
    expect(await fetchOne(client, 'notes', id)).toMatchObject({
      ownKey: request.ownKey,
      fields: { type: 'note', body: '<p>Then</p>', occurred_at: '2021-05-05T10:00:00Z' },
    });
  });
});

describe('an update', () => {
  it('of an address, a number or who takes part keeps the others that are there', async () => {
    const { sandbox, client } = await start();
    const emails = [
      { value: 'old@work.example', primary: true, label: 'home' },
      { value: 'second@work.example', primary: false, label: 'work' },
    ];
    const person = sandbox.create('persons', { name: 'Ada Lovelace', emails }).id;
    await update(client, 'persons', person, { email: 'new@work.example', last_name: 'King' });
    expect(sandbox.record('persons', person)).toMatchObject({
      name: 'Ada King',
      emails: [{ value: 'new@work.example', primary: true, label: 'home' }, emails[1]],
    });
    const participants = [
      { person_id: 1, primary: true },
      { person_id: 2, primary: false },
    ];
    const activity = sandbox.create('activities', { subject: 'Call', type: 'call', participants }).id;
    await update(client, 'activities', activity, { who: '3' });
    expect(sandbox.record('activities', activity)).toMatchObject({
      person_id: 3,
      participants: [{ person_id: 3, primary: true }, { person_id: 2 }],
    });
  });

  it('of one half of a name keeps the other as it is shown', async () => {
    const { sandbox, client } = await start();
    const named = (id: number) => sandbox.record('persons', id)?.['name'];
    const [plato, ada] = ['Plato', 'Ada Lovelace'].map((name) => sandbox.create('persons', { name }).id) as [
      number,
      number,
    ];
    await update(client, 'persons', plato, { last_name: 'Aristocles' });
    expect(named(plato)).toBe('Aristocles');
    await update(client, 'persons', plato, { first_name: 'The' });
    expect(named(plato)).toBe('The Aristocles');
    await update(client, 'persons', ada, { first_name: null });
    expect(named(ada)).toBe('Lovelace');
    await expect(update(client, 'persons', ada, { last_name: null })).rejects.toMatchObject({ class: 'invalid' });
  });

  it('of a text keeps our key, and what is not written stays', async () => {
    const { sandbox, client } = await start();
    const request = draft({ type: 'call', subject: 'Call', body: '<p>One</p>' });
    const id = await create(client, 'activities', request);
    await update(client, 'activities', id, { body: '<p>Two</p>' });
    expect(sandbox.record('activities', Number(id))?.['note']).toBe(`<p>Two</p>\n<p>[syncline:${request.ownKey}]</p>`);
  });

  it.each([
    ['organizations', 'industry', 'Alchemy'],
    ['organizations', 'labels', ['No such label']],
    ['organizations', 'billing_country', 'Estonia'],
    ['deals', 'stage', 'Qualified'],
    ['deals', 'is_won', true],
    ['activities', 'type', 'note'],
    ['persons', 'no_such_field', 'x'],
  ] as const)('of %s with %s %j is refused without a call that writes', async (name, field, value) => {
    const { sandbox, client } = await start();
    const write = update(client, name, 1, { [field]: value as Json });
    await expect(write).rejects.toMatchObject({ class: 'invalid', field });
    expect(sandbox.requestCount(/^(PATCH|POST|PUT)/)).toBe(0);
  });

  it('of an archived deal is refused in Pipedrive’s words', async () => {
    const { client } = await start();
    await expect(update(client, 'deals', 10, { name: 'Out of the archive' })).rejects.toMatchObject({
      class: 'invalid',
      code: 'pipedrive_err_deal_archived',
    });
  });

  it('of a custom field that the settings carry has options by their ids, and money as it comes', async () => {
    const { sandbox } = await start();
    const [region, fee] = [sandbox.key('organizations', 'Region'), sandbox.key('deals', 'Licence fee')];
    const client = connect(sandbox, { customFields: { organizations: [region], deals: [fee] } });
    await update(client, 'organizations', 1, { [region]: '102' });
    expect(sandbox.custom('organizations', 1, 'Region')).toBe(102);
    await update(client, 'deals', 1, { [fee]: { value: 5, currency: 'EUR' } });
    expect(await fetchOne(client, 'organizations', '1')).toMatchObject({ fields: { [region]: '102' } });
    expect(await fetchOne(client, 'deals', '1')).toMatchObject({ fields: { [fee]: { value: 5, currency: 'EUR' } } });
  });
});

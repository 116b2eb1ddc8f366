import { randomBytes } from 'node:crypto';
import type { HubspotSandbox } from '@syncline/connector-hubspot/sandbox';
import type { CreateRequest, EntryAnswer, UpdateRequest } from '@syncline/connector-sdk';
import type { WriteDraft } from '@syncline/connector-sdk/testing';
import { SynclineError } from '@syncline/core';
import { describe, expect, it } from 'vitest';
import type { HubspotClient } from '../client.ts';
import { signal, start, streamNamed, writesOf } from '../testing/start-hubspot.ts';

const SCOPE = '4711000';

function creation(fields: WriteDraft['fields'], more: Partial<CreateRequest> = {}): CreateRequest {
  const ownKey = randomBytes(17).toString('base64url').slice(0, 22);
  return { fields, ownKey, locators: {}, scope: SCOPE, parents: {}, ...more };
}

async function updateOf(
  client: HubspotClient,
  name: string,
  externalId: string,
  fields: WriteDraft['fields'],
): Promise<UpdateRequest> {
  const { fetchOne, parsePage, normalize } = streamNamed(name);
  const key = { externalId, locator: null, scope: SCOPE };
  const fetched = await fetchOne?.(client, key, signal);
  const result = fetched?.outcome === 'found' ? normalize(parsePage(fetched.raw)[0], key.scope) : null;
  if (result?.outcome !== 'record') throw new Error('not found');
  return { key, fields, expected: result.record.fields, expectedVersion: null, ownKey: null, locators: {} };
}

const idsOf = (sandbox: HubspotSandbox, object: string) => [...sandbox.records(object)].map(({ id }) => id);
const errorOf = (answer: EntryAnswer | undefined) => (answer?.outcome === 'refused' ? answer.error : null);

describe('a batch', () => {
  it('of creates is taken apart by what each entry was called, whatever order the answer is in', async () => {
    const { sandbox, client } = await start({ contacts: 3 });
    const [taken] = [...sandbox.records('contacts')].map(({ properties }) => properties['email']);
    const requests = Array.from({ length: 100 }, (_, at) =>
      creation({ last_name: `Person ${at}`, email: at === 7 ? taken! : at === 50 ? 'nobody' : `p${at}@example.com` }),
    );
    sandbox.log.clear();
    const answers = await writesOf('contacts').createMany(client, requests, signal);
    expect(sandbox.log.total).toBe(1);
    expect(answers.flatMap((answer, at) => (answer.outcome === 'refused' ? [at] : []))).toEqual([7, 50]);
    expect(errorOf(answers[7])).toMatchObject({ class: 'invalid', code: 'hubspot_already_exists', field: 'email' });
    expect(errorOf(answers[50])).toMatchObject({ class: 'invalid', code: 'hubspot_invalid_email', field: 'email' });
    for (const [at, answer] of answers.entries())
      if (answer.outcome === 'written')
        expect(sandbox.record('contacts', answer.written.key.externalId)?.properties['lastname']).toBe(`Person ${at}`);
  });

  it('that repeats entries of one whose answer was lost makes none of them twice', async () => {
    const { sandbox, client } = await start({ contacts: 0 });
    const { createMany } = writesOf('contacts');
    const requests = Array.from({ length: 30 }, (_, at) => creation({ last_name: `Person ${at}` }));
    sandbox.faults.add({ kind: 'lost_answer', path: 'batch/create' });
    await expect(createMany(client, requests.slice(0, 20), signal)).rejects.toMatchObject({ class: 'transient' });
    const answers = await createMany(client, requests, signal);
    expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set(['written']));
    const made = answers.map((answer) => (answer.outcome === 'written' ? answer.written.key.externalId : ''));
    for (const [at, { ownKey }] of requests.entries())
      expect(sandbox.recordWithKey('contacts', ownKey)?.id).toBe(made[at]);
    expect(idsOf(sandbox, 'contacts')).toHaveLength(30);
  });

  it('of updates that is refused whole is asked one by one', async () => {
    const { sandbox, client } = await start({ contacts: 20 });
    const ids = idsOf(sandbox, 'companies');
    const values = ['Energy', 'Alchemy', 'Energy', 'Energy'];
    const requests = await Promise.all(
      ids.slice(0, 4).map((id, at) => updateOf(client, 'companies', id, { industry: values[at]!, phone: `${at}` })),
    );
    const sent = requests.map((request, at) => (at === 1 ? request : { ...request, fields: { phone: `ours ${at}` } }));
    sandbox.delete('companies', ids[2]!);
    const answers = await writesOf('companies').updateMany(client, sent, signal);
    expect(answers.map((answer) => errorOf(answer)?.class ?? 'written')).toEqual([
      'written',
      'invalid',
      'not_found',
      'written',
    ]);
    expect(errorOf(answers[1])).toMatchObject({ field: 'industry', code: 'hubspot_invalid_option' });
    expect(sandbox.record('companies', ids[3]!)?.properties['phone']).toBe('ours 3');
  });

  it('of updates is one call where nothing is wrong but a record that is gone', async () => {
    const { sandbox, client } = await start({ contacts: 20 });
    const ids = idsOf(sandbox, 'companies').slice(0, 3);
    const requests = await Promise.all(ids.map((id) => updateOf(client, 'companies', id, { phone: 'ours' })));
    sandbox.delete('companies', ids[1]!);
    sandbox.log.clear();
    const answers = await writesOf('companies').updateMany(client, requests, signal);
    expect(answers.map((answer) => errorOf(answer)?.class ?? 'written')).toEqual(['written', 'not_found', 'written']);
    expect(sandbox.log.total).toBe(1);
  });
});

describe('creating', () => {
  it('makes 200 records once each, though the answer of every fifth call is lost', async () => {
    const { sandbox, client } = await start({ contacts: 0 });
    const { create } = writesOf('notes');
    const requests = Array.from({ length: 200 }, (_, at) => creation({ body: `Note ${at}` }));
    let lost = 0;
    for (const [at, request] of requests.entries()) {
      if (at % 5 === 0) sandbox.faults.add({ kind: 'lost_answer', method: 'POST' });
      for (let isDone = false; !isDone; )
        isDone = await create(client, request, signal).then(
          () => true,
          (error: unknown) => {
            if (!(error instanceof SynclineError) || error.class !== 'transient') throw error;
            lost += 1;
            return false;
          },
        );
    }
    expect(lost).toBe(40);
    const bodies = [...sandbox.records('notes')].map(({ properties }) => String(properties['hs_note_body']));
    expect(bodies.toSorted()).toEqual(requests.map((_, at) => `Note ${at}`).sort());
  });

  it('at once under one key makes one record', async () => {
    const { sandbox, client } = await start({ contacts: 0 });
    const request = creation({ name: 'Once' });
    const made = await Promise.all(
      Array.from({ length: 10 }, () => writesOf('companies').create(client, request, signal)),
    );
    expect(new Set(made.map(({ key }) => key.externalId)).size).toBe(1);
    expect(idsOf(sandbox, 'companies')).toHaveLength(1);
  });

  it('leaves alone what somebody edited since the first attempt', async () => {
    const { sandbox, client } = await start({ contacts: 0 });
    const request = creation({ name: 'Ours' });
    const { key } = await writesOf('companies').create(client, request, signal);
    sandbox.edit('companies', key.externalId, { name: 'Theirs' });
    expect((await writesOf('companies').create(client, request, signal)).key).toEqual(key);
    expect(sandbox.record('companies', key.externalId)?.properties['name']).toBe('Theirs');
  });

  it('asks again later where the key is taken and its record not to be read yet', async () => {
    const { sandbox, client } = await start({ contacts: 0 });
    const request = creation({ name: 'Once' });
    await writesOf('companies').create(client, request, signal);
    sandbox.faults.add({ kind: 'status', status: 404, path: 'idProperty' });
    await expect(writesOf('companies').create(client, request, signal)).rejects.toMatchObject({ class: 'transient' });
  });

  it('associates with its parent, unless the fields name another', async () => {
    const { sandbox, client } = await start({ contacts: 8 });
    const [one, two] = idsOf(sandbox, 'companies') as [string, string];
    const parents = { belongs_to: { externalId: one, locator: null, scope: SCOPE } };
    const { create } = writesOf('contacts');
    const first = await create(client, creation({ last_name: 'A' }, { parents }), signal);
    const second = await create(client, creation({ last_name: 'B', account: two }, { parents }), signal);
    const companiesOf = (id: string) => [...sandbox.associated('contacts', id, 'companies')];
    expect(companiesOf(first.key.externalId)).toEqual([[one, new Set([1, 279])]]);
    expect(companiesOf(second.key.externalId)).toEqual([[two, new Set([1, 279])]]);
  });
});

describe('a quote', () => {
  it('of an older version than the remote has is refused for good', async () => {
    const { sandbox, client } = await start({ contacts: 10 });
    const quotes = writesOf('quotes');
    const first = creation({ name: 'Quote', expiration_date: '2027-01-31', version: 2, total: 10 });
    const { key } = await quotes.create(client, first, signal);
    const request = await updateOf(client, 'quotes', key.externalId, { total: 20 });
    sandbox.edit('quotes', key.externalId, { syncline_version: '3', syncline_total: '30' });
    const stale = { class: 'invalid', code: 'stale_outbound_write', field: 'version' };
    await expect(quotes.update(client, request, signal)).rejects.toMatchObject(stale);
    expect(errorOf((await quotes.updateMany(client, [request], signal))[0])).toMatchObject(stale);
    await expect(quotes.create(client, first, signal)).rejects.toMatchObject(stale);
    expect(errorOf((await quotes.createMany(client, [first], signal))[0])).toMatchObject(stale);
    expect(sandbox.record('quotes', key.externalId)?.properties['syncline_total']).toBe('30');
    const newer = await updateOf(client, 'quotes', key.externalId, { total: 40, version: 4 });
    await quotes.update(client, newer, signal);
    expect(sandbox.record('quotes', key.externalId)?.properties).toMatchObject({
      syncline_total: '40',
      syncline_version: '4',
    });
  });
});

describe('an association', () => {
  it('with a company becomes the primary one, and leaves the others', async () => {
    const { sandbox, client } = await start({ contacts: 12 });
    const [one, two] = idsOf(sandbox, 'companies') as [string, string];
    const contacts = writesOf('contacts');
    const { key } = await contacts.create(client, creation({ last_name: 'A', account: one }), signal);
    await contacts.update(client, await updateOf(client, 'contacts', key.externalId, { account: two }), signal);
    const now = sandbox.associated('contacts', key.externalId, 'companies');
    expect([now.get(one), now.get(two)]).toEqual([new Set([279]), new Set([1, 279])]);
    expect((await updateOf(client, 'contacts', key.externalId, {})).expected['account']).toBe(two);
  });

  it('of a call is one of each kind, of a deal with contacts as many as there are; only the difference is sent', async () => {
    const { sandbox, client } = await start({ contacts: 12 });
    const [a, b, c] = idsOf(sandbox, 'contacts') as [string, string, string];
    const { key } = await writesOf('calls').create(client, creation({ subject: 'Call', who: a }), signal);
    await writesOf('calls').update(client, await updateOf(client, 'calls', key.externalId, { who: b }), signal);
    expect([...sandbox.associated('calls', key.externalId, 'contacts').keys()]).toEqual([b]);

    const deal = creation({ name: 'Deal', stage: 'contractsent', contacts: [a, b] });
    const made = await writesOf('deals').create(client, deal, signal);
    const request = await updateOf(client, 'deals', made.key.externalId, { contacts: [b, c] });
    sandbox.log.clear();
    await writesOf('deals').update(client, request, signal);
    expect([...sandbox.associated('deals', made.key.externalId, 'contacts').keys()].sort()).toEqual([b, c].sort());
    expect(sandbox.requestCount(/batch\/(create|archive)/)).toBe(2);
    sandbox.log.clear();
    await writesOf('deals').update(
      client,
      await updateOf(client, 'deals', made.key.externalId, { contacts: [c, b] }),
      signal,
    );
    expect(sandbox.requestCount(/batch\/(create|archive)|^PATCH/)).toBe(0);
  });
});

describe('custom properties', () => {
  it('are carried and written under their own names, once the settings name them', async () => {
    const { sandbox, client } = await start({ contacts: 8 }, { customFields: { companies: ['region'] } });
    const [id = ''] = idsOf(sandbox, 'companies');
    const request = await updateOf(client, 'companies', id, { region: 'APAC' });
    expect(request.expected['region']).toBe('EMEA');
    await writesOf('companies').update(client, request, signal);
    expect(sandbox.record('companies', id)?.properties['region']).toBe('APAC');
  });

  it('are what the account says that they are: numbers, options, several of them', async () => {
    const names = ['health_score', 'renews', 'products', 'tier'];
    const { sandbox, client } = await start({ contacts: 8 }, { customFields: { companies: names } });
    const [id = ''] = idsOf(sandbox, 'companies');
    const empty = (await updateOf(client, 'companies', id, {})).expected;
    expect(names.map((name) => empty[name])).toEqual([null, null, [], null]);
    const fields = { health_score: 7.5, renews: true, products: ['ops', 'crm'], tier: 'gold' };
    await writesOf('companies').update(client, await updateOf(client, 'companies', id, fields), signal);
    expect(sandbox.record('companies', id)?.properties).toMatchObject({ health_score: '7.5', products: 'ops;crm' });
    const { expected } = await updateOf(client, 'companies', id, {});
    expect(expected).toMatchObject({ ...fields, products: ['crm', 'ops'] });
    const unknown = await updateOf(client, 'companies', id, { tier: 'brass' });
    const refused = { class: 'invalid', code: 'hubspot_invalid_option', field: 'tier' };
    await expect(writesOf('companies').update(client, unknown, signal)).rejects.toMatchObject(refused);
  });

  it.each([
    ['region', 'is not known'],
    ['created_at', 'is set by HubSpot'],
  ])('such as %s are refused without a call where they %s', async (field) => {
    const { sandbox, client } = await start({ contacts: 8 });
    const request = await updateOf(client, 'companies', idsOf(sandbox, 'companies')[0]!, { [field]: 'x' });
    sandbox.log.clear();
    await expect(writesOf('companies').update(client, request, signal)).rejects.toMatchObject({
      class: 'invalid',
      field,
    });
    expect(sandbox.log.total).toBe(0);
  });
});

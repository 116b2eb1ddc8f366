import { randomBytes } from 'node:crypto';
import { createSalesforceSandbox, type SalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import type { CreateRequest, EntryAnswer, UpdateRequest } from '@syncline/connector-sdk';
import type { WriteDraft } from '@syncline/connector-sdk/testing';
import { SynclineError } from '@syncline/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SalesforceClient } from '../client.ts';
import { connectTo, streamNamed } from '../testing/connect.ts';

const signal = new AbortController().signal;
/** Long ago, so that versions are old; within its second unless a test moves it. */
let now: Date;
let sandbox: SalesforceSandbox;
let client: SalesforceClient;

beforeEach(async () => {
  now = new Date('2026-11-20T12:00:00.000Z');
  sandbox = await createSalesforceSandbox({ accounts: 5, clock: { now: () => now } });
  client = connectTo(sandbox);
});
afterEach(() => sandbox.close());

const writesOf = (name: string) => {
  const { writes } = streamNamed(name);
  if (!writes?.create || !writes.createMany || !writes.update || !writes.updateMany) throw new Error(`${name} is read`);
  return { create: writes.create, createMany: writes.createMany, update: writes.update, updateMany: writes.updateMany };
};

function creation(fields: WriteDraft['fields'], more: Partial<CreateRequest> = {}): CreateRequest {
  const ownKey = randomBytes(17).toString('base64url').slice(0, 22);
  return { fields, ownKey, locators: {}, scope: sandbox.organizationId, parents: {}, ...more };
}

async function updateOf(name: string, externalId: string, fields: WriteDraft['fields']): Promise<UpdateRequest> {
  const { fetchOne, parsePage, normalize } = streamNamed(name);
  const key = { externalId, locator: null, scope: sandbox.organizationId };
  const fetched = await fetchOne?.(client, key, signal);
  const result = fetched?.outcome === 'found' ? normalize(parsePage(fetched.raw)[0], key.scope) : null;
  if (result?.outcome !== 'record') throw new Error('not found');
  const { fields: expected, version = null } = result.record;
  return { key, fields, expected, expectedVersion: version, ownKey: null, locators: {} };
}

const firstOf = (object: string) => [...sandbox.records(object)][0]?.Id ?? '';
const errorOf = (answer: EntryAnswer | undefined) => (answer?.outcome === 'refused' ? answer.error : null);
const passSeconds = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1_000);
};

describe('an update', () => {
  it('looks at the record before it writes, under a condition that a later edit fails', async () => {
    const id = firstOf('Account');
    const request = await updateOf('accounts', id, { phone: '1' });
    sandbox.log.clear();
    await writesOf('accounts').update(client, request, signal);
    expect(sandbox.log.total).toBe(2);
    passSeconds(60);
    const stale = await updateOf('accounts', id, { phone: '2' });
    passSeconds(60);
    sandbox.edit('Account', id, { Industry: 'Energy' });
    await expect(writesOf('accounts').update(client, stale, signal)).rejects.toMatchObject({
      class: 'conflict',
    });
    expect(sandbox.record('Account', id)?.['Phone']).toBe('1');
  });

  it('is compared by content, however old the version: an edit in its second passes the condition', async () => {
    now = new Date();
    const id = firstOf('Account');
    sandbox.edit('Account', id, { Phone: 'first' });
    const request = await updateOf('accounts', id, { phone: 'ours' });
    sandbox.edit('Account', id, { Phone: 'theirs' });
    expect(sandbox.record('Account', id)?.LastModifiedDate).toBe(request.expectedVersion);
    passSeconds(60);
    await expect(writesOf('accounts').update(client, request, signal)).rejects.toMatchObject({
      class: 'conflict',
      field: 'phone',
    });
    expect(sandbox.record('Account', id)?.['Phone']).toBe('theirs');
  });

  it('of many refuses those that moved and writes the others', async () => {
    const ids = [...sandbox.records('Account')].map(({ Id }) => Id);
    const requests = await Promise.all(ids.map((id, i) => updateOf('accounts', id, { phone: `ours ${i}` })));
    const [, moved = '', gone = '', long = ''] = ids;
    passSeconds(5);
    sandbox.edit('Account', moved, { Industry: 'Energy' });
    sandbox.delete('Account', gone);
    const edited = requests.map((request, i) =>
      ids[i] === long ? { ...request, fields: { phone: 'x'.repeat(99) } } : request,
    );
    const answers = await writesOf('accounts').updateMany(client, edited, signal);
    expect(answers.map((answer) => errorOf(answer)?.class ?? 'written')).toEqual([
      'written',
      'conflict',
      'not_found',
      'invalid',
      'written',
    ]);
    expect(errorOf(answers[3])).toMatchObject({ field: 'phone', code: 'salesforce_string_too_long' });
    expect(sandbox.record('Account', moved)?.['Phone']).not.toBe('ours 1');
  });

  it.each([
    ['no_such_field', 'is not known'],
    ['is_closed', 'is set by Salesforce'],
  ])('of %s is refused without a call', async (field) => {
    const request = await updateOf('opportunities', firstOf('Opportunity'), { [field]: true });
    sandbox.log.clear();
    const update = writesOf('opportunities').update(client, request, signal);
    await expect(update).rejects.toMatchObject({ class: 'invalid', field });
    expect(sandbox.requestCount(/^PATCH/)).toBe(0);
  });

  it('says what Salesforce says, by our names', async () => {
    const write = async (fields: WriteDraft['fields']) =>
      writesOf('opportunities').update(client, await updateOf('opportunities', firstOf('Opportunity'), fields), signal);
    await expect(write({ stage: 'Nowhere' })).rejects.toMatchObject({ class: 'invalid', field: 'stage' });
    await expect(write({ name: null })).rejects.toMatchObject({ class: 'invalid', field: 'name' });
    await expect(write({ account: '0015g0000009999AAA' })).rejects.toMatchObject({ field: 'account' });
    sandbox.lockRows(1);
    await expect(write({ amount: 1 })).rejects.toMatchObject({
      class: 'transient',
      code: 'salesforce_unable_to_lock_row',
    });
    await write({ amount: 1 });
  });
});

describe('a quote', () => {
  it('of an older version than the remote has is refused for good', async () => {
    const quotes = writesOf('quotes');
    const deal = firstOf('Opportunity');
    const first = creation(
      { name: 'Quote', version: 2, total: 10 },
      { parents: { belongs_to: { externalId: deal, locator: null, scope: '' } } },
    );
    const { key } = await quotes.create(client, first, signal);
    passSeconds(60);
    const request = await updateOf('quotes', key.externalId, { total: 20 });
    passSeconds(60);
    sandbox.edit('Quote', key.externalId, { Version__c: 3, Total__c: 30 });
    const stale = { class: 'invalid', code: 'stale_outbound_write', field: 'version' };
    await expect(quotes.update(client, request, signal)).rejects.toMatchObject(stale);
    expect(errorOf((await quotes.updateMany(client, [request], signal))[0])).toMatchObject(stale);
    await expect(quotes.create(client, first, signal)).rejects.toMatchObject(stale);
    expect(errorOf((await quotes.createMany(client, [first], signal))[0])).toMatchObject(stale);
    expect(sandbox.record('Quote', key.externalId)?.['Total__c']).toBe(30);
    const newer = await updateOf('quotes', key.externalId, { total: 40, version: 4 });
    await quotes.update(client, newer, signal);
    expect(sandbox.record('Quote', key.externalId)).toMatchObject({ Total__c: 40, Version__c: 4, OpportunityId: deal });
  });

  it("is refused by Salesforce's own rule when the newer version came between our look and the write", async () => {
    const id = firstOf('Quote');
    sandbox.edit('Quote', id, { Version__c: 5 });
    const request = await updateOf('quotes', id, { total: 20 });
    // A slow write: the edit falls between the read that compares and the PATCH, in the second of the version.
    sandbox.faults.add({ kind: 'slow', method: 'PATCH', delayMs: 300 });
    const update = writesOf('quotes')
      .update(client, request, signal)
      .catch((error: unknown) => error);
    while (sandbox.faults.list().length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    sandbox.edit('Quote', id, { Version__c: 6 });
    expect(await update).toMatchObject({ class: 'invalid', code: 'stale_outbound_write', field: 'version' });
  });
});

describe('creating', () => {
  it('makes 2,000 records once each, though the answer of every fifth call is lost', async () => {
    const { create, createMany } = writesOf('tasks');
    const requests = Array.from({ length: 2_000 }, (_, i) => creation({ subject: `Task ${i}`, status: 'Not Started' }));
    const before = sandbox.count('Task');
    const lose = () => sandbox.faults.add({ kind: 'lost_answer', method: 'PATCH' });
    let lost = 0;
    for (const [i, request] of requests.slice(0, 1_000).entries()) {
      if (i % 5 === 0) lose();
      for (let done = false; !done; )
        done = await create(client, request, signal).then(
          () => true,
          (error: unknown) => {
            if (!(error instanceof SynclineError) || error.class !== 'transient') throw error;
            lost += 1;
            return false;
          },
        );
    }
    for (let at = 1_000; at < 2_000; at += 200) {
      lose();
      const batch = requests.slice(at, at + 200);
      await expect(createMany(client, batch, signal)).rejects.toMatchObject({ class: 'transient' });
      const answers = await createMany(client, batch, signal);
      expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set(['written']));
      lost += 1;
    }
    expect(lost).toBe(205);
    expect(sandbox.count('Task') - before).toBe(2_000);
    const subjects = [...sandbox.records('Task')].map((row) => row['Subject']);
    for (const { fields } of requests)
      expect(subjects.filter((subject) => subject === fields['subject'])).toHaveLength(1);
  });

  it('at once under one key makes one record', async () => {
    const { create } = writesOf('accounts');
    const request = creation({ name: 'Once' });
    const made = await Promise.all(Array.from({ length: 10 }, () => create(client, request, signal)));
    expect(new Set(made.map(({ key }) => key.externalId)).size).toBe(1);
  });

  it('of what a duplicate rule takes for a duplicate is refused with words', async () => {
    sandbox.addDuplicateRule('Contact', 'Email');
    const email = [...sandbox.records('Contact')][0]?.['Email'] ?? '';
    const { create } = writesOf('contacts');
    await expect(create(client, creation({ last_name: 'Twin', email }), signal)).rejects.toMatchObject({
      class: 'invalid',
      code: 'salesforce_duplicates_detected',
    });
  });

  it('fills the lookup from its parent, unless the fields name another', async () => {
    const { create } = writesOf('contacts');
    const [one, two] = [...sandbox.records('Account')].map(({ Id }) => Id);
    const parents = { belongs_to: { externalId: one ?? '', locator: null, scope: '' } };
    const first = await create(client, creation({ last_name: 'A' }, { parents }), signal);
    const second = await create(client, creation({ last_name: 'B', account: two ?? '' }, { parents }), signal);
    const accountOf = (id: string) => sandbox.record('Contact', id)?.['AccountId'];
    expect([accountOf(first.key.externalId), accountOf(second.key.externalId)]).toEqual([one, two]);
  });
});

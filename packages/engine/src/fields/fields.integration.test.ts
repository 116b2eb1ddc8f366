import { createSalesforceSandbox, type SalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { showConnection } from '@syncline/store';
import { type SyncEngine, startSyncEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAllFields } from './check-all-fields.ts';
import { checkFields } from './check-fields.ts';
import { readFields } from './read-fields.ts';

const TIER = { type: 'text', length: 255, label: 'Tier' } as const;
const member = (connection: string, fields: object) => ({
  connection,
  stream: 'accounts',
  createIn: 'org',
  match: ['name'],
  fields: { name: 'name', description: 'description', ...fields },
});

describe("fields of an account's own", () => {
  let left: SalesforceSandbox;
  let right: SalesforceSandbox;
  let engine: SyncEngine;

  beforeAll(async () => {
    left = await createSalesforceSandbox({ accounts: 0 });
    right = await createSalesforceSandbox({ accounts: 0 });
    left.defineField('Account', 'Tier__c', { ...TIER, values: ['gold', 'tin'], labels: { gold: 'Gold', tin: 'Tin' } });
    right.defineField('Account', 'Rank__c', {
      ...TIER,
      values: ['a1', 'b2', 'c3'],
      labels: { a1: 'First', b2: 'Second', c3: 'Third' },
    });
    const settings = (own: string[]) => ({ seesAllRecords: true, customFields: { accounts: own } });
    const side = (name: string, sandbox: SalesforceSandbox, own: string[]) => ({
      name,
      connector: 'salesforce',
      url: sandbox.url,
      settings: { organizationId: sandbox.organizationId, ...settings(own) },
      secrets: { clientId: sandbox.clientId, clientSecret: sandbox.clientSecret },
    });
    engine = await startSyncEngine({
      config: { fieldCheckIntervalMs: 0 },
      sides: [side('left', left, ['Region__c', 'Tier__c']), side('right', right, ['Region__c', 'Rank__c'])],
    });
    for (const name of ['left', 'right'])
      await checkFields(engine.ctx, engine.connectionId(name), { streams: ['accounts'] });
    const values = [
      ['gold', 'First'],
      ['tin', 'b2'],
    ];
    const members = [
      member('left', { region: 'Region__c', tier: 'Tier__c' }),
      member('right', { region: 'Region__c', tier: { remote: 'Rank__c', values } }),
    ];
    await engine.configure('accounts', { kinds: { account: { members } } });
  });
  afterAll(async () => {
    await engine?.stop();
    await left?.close();
    await right?.close();
  });

  const look = async (side: 'left' | 'right', id: string): Promise<void> => {
    await engine.hint(side, { stream: 'accounts', externalId: id, locator: null, scope: 'org' });
    await engine.quiet();
  };
  const check = async (side: 'left' | 'right'): Promise<void> => {
    await checkFields(engine.ctx, engine.connectionId(side));
    await engine.quiet();
  };
  const make = async (values: Record<string, string | null>): Promise<string> => {
    const { Id: id } = left.create('Account', values);
    await look('left', String(id));
    return String(id);
  };
  const edit = async (id: string, values: Record<string, string | null>): Promise<void> => {
    left.edit('Account', id, values);
    await look('left', id);
  };
  const atRight = (name: string) => [...right.records('Account')].find((row) => row['Name'] === name);
  const openItems = async () =>
    (
      await engine.ctx.store.query<{ code: string; field: string; message: string }>(
        `select code, field, message from reconciliation_items where state in ('open', 'retrying') order by id`,
      )
    ).rows;
  const events = async (type: string) =>
    (await engine.ctx.store.query(`select payload from events where type = $1 order by tx, id`, [type])).rows;

  it('are typed by the schema, and options are mapped by their ids or by what people call them', async () => {
    const id = await make({ Name: 'Acme', Region__c: 'EMEA', Tier__c: 'gold' });
    expect(atRight('Acme')).toMatchObject({ Region__c: 'EMEA', Rank__c: 'a1' });
    await edit(id, { Tier__c: 'tin' });
    expect(atRight('Acme')).toMatchObject({ Rank__c: 'b2' });
    right.edit('Account', String(atRight('Acme')!.Id), { Rank__c: 'a1' });
    await look('right', String(atRight('Acme')!.Id));
    expect(left.record('Account', id)).toMatchObject({ Tier__c: 'gold' });
  });

  it('an option without a counterpart is an item that names both lists; what else changed lands', async () => {
    const id = await make({ Name: 'Options', Tier__c: 'gold' });
    const twin = String(atRight('Options')!.Id);
    right.edit('Account', twin, { Rank__c: 'c3', Description: 'from the right' });
    await look('right', twin);
    expect(left.record('Account', id)).toMatchObject({ Description: 'from the right', Tier__c: 'gold' });
    expect(await openItems()).toEqual([
      {
        code: 'unknown_value',
        field: 'tier',
        message:
          'The field map of tier has no counterpart for "Third" (c3) of Rank__c. The field map has "gold" as "First" (a1), "tin" as "Second" (b2). Rank__c has "First" (a1), "Second" (b2), "Third" (c3).',
      },
    ]);
    right.edit('Account', twin, { Rank__c: 'b2' });
    await look('right', twin);
    expect(await openItems()).toEqual([]);
    expect(left.record('Account', id)).toMatchObject({ Tier__c: 'tin' });
    left.defineField('Account', 'Tier__c', { ...TIER, values: ['gold', 'tin', 'lead'] });
    await edit(id, { Tier__c: 'lead', Description: 'from the left' });
    expect(right.record('Account', twin)).toMatchObject({ Description: 'from the left', Rank__c: 'b2' });
    expect(await openItems()).toMatchObject([
      { code: 'unknown_option', field: 'tier', message: expect.stringContaining('no option for "lead"') as string },
    ]);
    await edit(id, { Tier__c: 'gold' });
    expect(right.record('Account', twin)).toMatchObject({ Rank__c: 'a1' });
    expect(await openItems()).toEqual([]);
  });

  it('one that is gone is paused alone, and what waited is written once it is there again: nothing is lost', async () => {
    const id = await make({ Name: 'Gone', Region__c: 'EMEA' });
    const other = await make({ Name: 'Untouched', Region__c: 'APAC' });
    right.removeField('Account', 'Region__c');
    // Noticed by what the vendor refuses, before anybody looks.
    const twin = String(atRight('Gone')!.Id);
    right.edit('Account', twin, { Description: 'still there' });
    await look('right', twin);
    expect(left.record('Account', id)).toMatchObject({ Description: 'still there' });
    expect(await openItems()).toEqual([
      {
        code: 'schema_drift',
        field: 'Region__c',
        message: expect.stringContaining('is gone from accounts. It is paused, and the other fields go on.') as string,
      },
    ]);
    expect(await events('connection.schema_drift')).toEqual([
      { payload: { stream: 'accounts', field: 'Region__c', drift: 'gone' } },
    ]);
    const connectionId = engine.connectionId('right');
    expect(await showConnection(engine.ctx.store, 1, 300_000, connectionId)).toMatchObject({
      health: 'action required',
      credentials: 'ok',
      healthReason: 'schema_drift: Region__c of accounts is gone',
      schemaDrift: [{ stream: 'accounts', field: 'Region__c', drift: 'gone' }],
    });
    expect(await readFields(engine.ctx, connectionId, 'accounts')).toMatchObject([
      { key: 'Rank__c', type: 'select', mappedTo: ['tier'], drift: null },
      { key: 'Region__c', type: 'text', mappedTo: ['region'], drift: 'gone', foundType: null },
    ]);
    await edit(id, { Region__c: 'LATAM', Description: 'both fields' });
    expect(right.record('Account', twin)).toMatchObject({ Description: 'both fields' });
    expect(await openItems()).toHaveLength(1);
    // It is made anew, empty.
    right.defineField('Account', 'Region__c', { type: 'text', length: 80 });
    await check('right');
    expect(await openItems()).toEqual([]);
    expect(right.record('Account', twin)).toMatchObject({ Region__c: 'LATAM', Description: 'both fields' });
    expect(atRight('Untouched')).toMatchObject({ Region__c: 'APAC' });
    expect(left.record('Account', id)).toMatchObject({ Region__c: 'LATAM' });
    expect(left.record('Account', other)).toMatchObject({ Region__c: 'APAC' });
    expect(await events('connection.schema_settled')).toHaveLength(1);
  });

  it('one that holds another kind of value is paused with what it shows, and merged again once it is as it was', async () => {
    const id = await make({ Name: 'Retyped', Region__c: '100' });
    const twin = String(atRight('Retyped')!.Id);
    right.defineField('Account', 'Region__c', { type: 'number' });
    // As the timer does.
    await checkAllFields(engine.ctx);
    expect(await openItems()).toMatchObject([
      { code: 'schema_drift', message: expect.stringContaining('holds number now, where it held text') as string },
    ]);
    // Read while it is a number: that is nobody's word.
    right.edit('Account', twin, { Description: 'read meanwhile' });
    await look('right', twin);
    expect(left.record('Account', id)).toMatchObject({ Region__c: '100', Description: 'read meanwhile' });
    await edit(id, { Region__c: '200' });
    expect(right.record('Account', twin)).toMatchObject({ Region__c: 100 });
    right.defineField('Account', 'Region__c', { type: 'text', length: 80 });
    await check('right');
    expect(right.record('Account', twin)).toMatchObject({ Region__c: '200' });
    expect(await openItems()).toEqual([]);
  });
});

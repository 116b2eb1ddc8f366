import { createSalesforceSandbox, type SalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { type EditOutcome, type EntityEdit, editEntity } from '@syncline/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { salesforceSide } from '../testing/opened-sides.ts';
import { openPreset, type PresetBench } from '../testing/preset-bench.ts';

let salesforce: SalesforceSandbox;
let bench: PresetBench;

beforeAll(async () => {
  salesforce = await createSalesforceSandbox({ accounts: 0 });
  bench = await openPreset('crm-two-way', [salesforceSide(salesforce)]);
});
afterAll(async () => {
  await bench?.close();
  await salesforce?.close();
});

async function edit(kind: string, entityId: string | null, fields: EntityEdit['fields']): Promise<EditOutcome> {
  const outcome = await editEntity(bench.engine.ctx, { workspaceId: 1, entityId, kind, fields, actor: 'anna' });
  await bench.engine.quiet();
  return outcome;
}

async function make(kind: string, fields: EntityEdit['fields']): Promise<string> {
  const outcome = await edit(kind, null, fields);
  return 'entityId' in outcome ? outcome.entityId : '';
}

const look = (stream: string, externalId: string) =>
  bench.look({ side: 'salesforce', stream, externalId, locator: null, scope: salesforce.organizationId });

async function held(entityId: string): Promise<{ readonly fields: Record<string, unknown>; readonly at: string }> {
  const [row] = await bench.rows<{ fields: Record<string, unknown>; at: string }>(
    `select e.fields, m.external_id as at from entities e join mappings m on m.entity_id = e.id where e.id = $1`,
    entityId,
  );
  return row!;
}

describe('the owners of groups of fields', () => {
  it('identity: the CRM, as soon as the record is there; edits elsewhere are refused, and in the audit', async () => {
    const account = await make('account', { name: 'Owned Ltd', domain: 'owned.example', segment: 'SMB' });
    const { at } = await held(account);
    expect(salesforce.record('Account', at)).toMatchObject({ Name: 'Owned Ltd' });
    salesforce.edit('Account', at, { Name: 'Owned plc' });
    await look('accounts', at);
    expect((await held(account)).fields).toMatchObject({ name: 'Owned plc' });
    expect(await edit('account', account, { name: 'Mine' })).toMatchObject({ outcome: 'refused', field: 'name' });
    expect(
      await bench.rows(`select actor, why from audit_log where entity_id = $1 and action = 'edit.refused'`, account),
    ).toEqual([{ actor: 'anna', why: expect.stringContaining('belongs to salesforce/accounts') }]);
    expect(await edit('account', account, { segment: 'Enterprise' })).toMatchObject({ outcome: 'edited' });
    expect(salesforce.record('Account', at)).toMatchObject({ Name: 'Owned plc', Segment__c: 'Enterprise' });
  });

  it('stage and close date: the CRM, unless the deal is locked', async () => {
    const deal = await make('deal', { name: 'Seats', stage: 'Prospecting', close_date: '2027-01-31' });
    const { at } = await held(deal);
    salesforce.edit('Opportunity', at, { StageName: 'Qualification' });
    await look('opportunities', at);
    expect((await held(deal)).fields).toMatchObject({ stage: 'Qualification' });
    expect(await edit('deal', deal, { stage: 'Closed Won' })).toMatchObject({ outcome: 'refused', field: 'stage' });
    expect(await edit('deal', deal, { locked: true })).toMatchObject({ outcome: 'edited' });
    salesforce.edit('Opportunity', at, { StageName: 'Closed Lost', CloseDate: '2027-05-01' });
    await look('opportunities', at);
    expect((await held(deal)).fields).toMatchObject({ stage: 'Qualification', close_date: '2027-01-31' });
    expect((await bench.items()).map(({ code }) => code)).toContain('locked_field_overwrite');
  });

  it('what a quote says: the hub; what the CRM changes of it is put back', async () => {
    const deal = await make('deal', { name: 'Quoted', stage: 'Prospecting', close_date: '2027-01-31' });
    const quote = await make('quote', { name: 'Q', deal, version: 1, status: 'Draft', total: 10 });
    const { at } = await held(quote);
    salesforce.edit('Quote', at, { Total__c: 1, Status: 'Accepted' });
    await look('quotes', at);
    expect(salesforce.record('Quote', at)).toMatchObject({ Total__c: 10, Status: 'Draft' });
    expect((await held(quote)).fields).toMatchObject({ total: 10, status: 'Draft' });
  });
});

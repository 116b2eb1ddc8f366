import { createSalesforceSandbox, type SalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { showConnection } from '@syncline/store';
import { type SyncEngine, startSyncEngine } from '@syncline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { editEntity } from './edit-entity.ts';

const deals = {
  connection: 'crm',
  stream: 'opportunities',
  createIn: 'org',
  fields: {
    name: { remote: 'name', required: true },
    amount: { remote: 'amount', required: true },
    close_date: 'close_date',
    stage: { remote: 'stage', required: true, values: { Lead: 'Prospecting', Won: 'Closed Won' } },
  },
};

describe('a required field', () => {
  let crm: SalesforceSandbox;
  let engine: SyncEngine;
  /** The last row of the audit before the test. */
  let audited: number;

  beforeAll(async () => {
    crm = await createSalesforceSandbox({ accounts: 0 });
    const { organizationId, clientId, clientSecret } = crm;
    engine = await startSyncEngine({
      sides: [
        {
          name: 'crm',
          connector: 'salesforce',
          url: crm.url,
          settings: { organizationId, seesAllRecords: true },
          secrets: { clientId, clientSecret },
        },
      ],
    });
    await engine.configure('strict', {
      kinds: { deal: { policies: { amount: 'local_wins' }, members: [deals] } },
    });
  });
  afterAll(async () => {
    await engine?.stop();
    await crm?.close();
  });
  beforeEach(async () => {
    audited = (await engine.ctx.store.query<{ last: number }>('select coalesce(max(id), 0) as last from audit_log'))
      .rows[0]!.last;
    for (const table of ['reconciliation_items', 'writebacks', 'writeback_attempts'])
      await engine.ctx.store.query(`delete from ${table}`);
  });

  const whole = { Name: 'Whole', StageName: 'Prospecting', CloseDate: '2027-01-31', Amount: 5 };
  const take = async (values: Record<string, string | number>): Promise<string> => {
    const id = String(crm.create('Opportunity', values)['Id']);
    await look(id);
    return id;
  };
  const look = async (id: string): Promise<void> => {
    await engine.hint('crm', { stream: 'opportunities', externalId: id, locator: id, scope: 'org' });
    await engine.quiet();
  };
  const edit = (entityId: string | null, fields: Record<string, string | number | null>) =>
    editEntity(engine.ctx, { workspaceId: 1, entityId, kind: 'deal', fields, actor: 'ada' });
  const rows = async <Row extends object>(sql: string, ...values: unknown[]): Promise<Row[]> =>
    (await engine.ctx.store.query<Row>(sql, values)).rows;
  const items = () =>
    rows<{ code: string; field: string }>(
      `select code, field from reconciliation_items where state = 'open' and class = 'mapping' order by id`,
    );
  const entityOf = async (id: string) =>
    (
      await rows<{ id: string; fields: Record<string, unknown>; version: number }>(
        `select e.id, e.fields, e.version from mappings m join entities e on e.id = m.entity_id where m.external_id = $1`,
        id,
      )
    )[0];

  it('that a new record does not show leaves the hub without it, once in the audit, until it is there', async () => {
    const { Amount: _, ...rest } = whole;
    const id = await take(rest);
    await look(id);
    expect(await entityOf(id)).toBeUndefined();
    expect(await items()).toEqual([{ code: 'required_field', field: 'amount' }]);
    expect(await rows(`select actor, action, why from audit_log where id > $1`, audited)).toEqual([
      {
        actor: 'crm/opportunities',
        action: 'record.refused',
        why: 'The field amount of crm/opportunities is required by strict and is empty.',
      },
    ]);
    crm.edit('Opportunity', id, { Amount: 7 });
    await look(id);
    expect((await entityOf(id))?.fields).toMatchObject({ amount: 7 });
    expect(await items()).toEqual([]);
  });

  it('with a value that has no counterpart leaves a known entity as it was, in all its fields', async () => {
    const id = await take(whole);
    const before = await entityOf(id);
    crm.edit('Opportunity', id, { StageName: 'Needs Analysis', Name: 'Renamed meanwhile' });
    await look(id);
    expect(await entityOf(id)).toEqual(before);
    expect(await items()).toEqual([{ code: 'malformed_field', field: 'stage' }]);
    crm.edit('Opportunity', id, { StageName: 'Closed Won' });
    await look(id);
    expect((await entityOf(id))?.fields).toMatchObject({ stage: 'Won', name: 'Renamed meanwhile' });
    expect(await items()).toEqual([]);
  });

  it('that the hub owns is written back where somebody has emptied it', async () => {
    const id = await take(whole);
    crm.edit('Opportunity', id, { Amount: null, Name: 'Renamed' });
    await look(id);
    expect(crm.record('Opportunity', id)).toMatchObject({ Amount: 5, Name: 'Renamed' });
    expect(await items()).toEqual([]);
  });

  it('refuses an edit and a new entity in the hub before anything is changed, and says so in the audit', async () => {
    const id = await take(whole);
    const before = await entityOf(id);
    const [last] = await rows<{ id: number }>('select coalesce(max(id), 0) as id from audit_log');
    expect(await edit(before!.id, { name: '', close_date: '2027-02-28' })).toEqual({
      outcome: 'faulty',
      field: 'name',
      reason: 'The field name of crm/opportunities is required by strict and is empty.',
    });
    expect(await edit(before!.id, { amount: 'five' })).toMatchObject({ outcome: 'faulty', field: 'amount' });
    expect(await edit(null, { name: 'New', amount: 1, stage: 'Somewhere' })).toMatchObject({
      outcome: 'faulty',
      field: 'stage',
    });
    expect(await entityOf(id)).toEqual(before);
    expect(
      await rows(
        `select actor, action, details ->> 'field' as field from audit_log where id > $1 order by id`,
        last!.id,
      ),
    ).toEqual(['name', 'amount', 'stage'].map((field) => ({ actor: 'ada', action: 'edit.refused', field })));
    expect(await rows('select from writebacks')).toEqual([]);
  });

  it('that an entity lacks keeps it from being written, without a call', async () => {
    const made = await edit(null, { name: 'Bare', amount: 1, stage: 'Lead', close_date: '2027-01-31' });
    await engine.quiet();
    expect(made).toMatchObject({ outcome: 'created' });
    const [entity] = await rows<{ id: string }>(`select id from entities where fields ->> 'name' = 'Bare'`);
    // As a config that requires more than was required when it came would find it.
    await rows(`update entities set fields = fields - 'stage' where id = $1`, entity!.id);
    await rows('delete from writeback_attempts');
    expect(await edit(entity!.id, { amount: 2 })).toMatchObject({ outcome: 'edited' });
    await engine.quiet();
    expect(await rows('select from writeback_attempts')).toEqual([]);
    expect(await items()).toEqual([{ code: 'required_field', field: 'stage' }]);
    expect(await edit(entity!.id, { stage: 'Won' })).toMatchObject({ outcome: 'edited' });
    await engine.quiet();
    expect(await items()).toEqual([]);
    const twin = [...crm.records('Opportunity')].find((row) => row['Name'] === 'Bare');
    expect(twin).toMatchObject({ Amount: 2, StageName: 'Closed Won' });
  });

  it("shows in the stream's state as long as a record is refused", async () => {
    await rows(
      `insert into stream_states (workspace_id, connection_id, stream, scope) values (1, $1, 'opportunities', 'org') on conflict do nothing`,
      engine.connectionId('crm'),
    );
    const lastError = async (): Promise<string | null | undefined> => {
      const view = await showConnection(engine.ctx.store, 1, 300_000, engine.connectionId('crm'));
      return view?.streams.find(({ stream }) => stream === 'opportunities')?.lastError;
    };
    const { Amount: _, ...rest } = whole;
    const id = await take(rest);
    expect(await lastError()).toContain('The field amount of crm/opportunities is required by strict and is empty.');
    crm.edit('Opportunity', id, { Amount: 7 });
    await look(id);
    expect(await lastError()).toBeNull();
  });
});

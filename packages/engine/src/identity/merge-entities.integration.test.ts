import { showEntity } from '@syncline/store';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { editEntity } from '../sync/edit-entity.ts';
import { crowd, fillRecords } from '../testing/fill-people.ts';
import { linkDuplicates } from './decide-duplicate.ts';
import { findDuplicates } from './find-duplicates.ts';
import { mergeEntities, mergeIn } from './merge-entities.ts';
import { undoMerge } from './undo-merge.ts';

const by = { workspaceId: 1, actor: 'ann', why: 'I know her' };

describe('two entities that are one', () => {
  let engine: TestEngine;
  let one: number;
  let two: number;
  const store = () => engine.ctx.store;
  const fieldsOf = async (id: string) => (await showEntity(store(), 1, id))!.fields;
  const edit = (entityId: string, fields: Record<string, string>) =>
    editEntity(engine.ctx, { workspaceId: 1, entityId, kind: 'contact', fields, actor: 'ann' });
  const merge = async (entityIds: readonly [string, string], more: object = {}) => {
    const outcome = await mergeEntities(engine.ctx, {
      ...by,
      entityIds,
      survivorId: entityIds[0],
      duplicateId: null,
      ...more,
    });
    if (outcome.outcome !== 'merged') throw new Error(JSON.stringify(outcome));
    return outcome.mergeId;
  };
  /** A contact at a connection whose account a file named, and a note that is about the contact. */
  const make = async (connectionId: number, externalId: string, fields: Record<string, string>) => {
    const [id, note] = (await fillRecords(store(), [
      { kind: 'contact', fields, at: { connectionId, externalId } },
      { kind: 'contact', fields: {} },
    ])) as [string, string];
    await store().query(
      `insert into relations (workspace_id, from_entity_id, type, connection_id, to_stream, target, to_entity_id)
       values (1, $1, 'related_to', $3, 'contacts', 'id:' || $4, $2), (1, $2, 'belongs_to', $3, 'accounts', 'id:a' || $4, null)`,
      [note, id, connectionId, externalId],
    );
    return { id, note };
  };
  /** Everything about some entities, without what each change moves on. */
  const graph = async (...ids: string[]) => {
    const { rows } = await store().query(
      `select e.id, e.fields, e.origins, e.deleted_at, e.merged_into,
         (select jsonb_agg(to_jsonb(m) - 'updated_at' order by m.external_id) from mappings m where m.entity_id = e.id) as mappings,
         (select jsonb_agg(to_jsonb(r) order by r.target) from relations r where r.from_entity_id = e.id) as edges_from,
         (select jsonb_agg(to_jsonb(r) order by r.target) from relations r where r.to_entity_id = e.id) as edges_to,
         (select count(*) from import_keys k where k.entity_id = e.id) as keys
       from entities e where e.id = any($1) order by e.id`,
      [ids],
    );
    return rows;
  };

  beforeAll(async () => {
    engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 1 } });
    const { rows } = await store().query<{ id: number }>(
      `insert into connections (workspace_id, name, connector, base_url, settings, secrets)
       select 1, name, 'stub', 'http://x', '{}', '{}' from unnest(array['one', 'two']) as n (name) returning id`,
    );
    [one, two] = rows.map(({ id }) => id) as [number, number];
  });
  afterAll(() => engine?.stop());

  it('become one with the records, edges and values of both, and say why each value is there', async () => {
    const kept = await make(one, 'k1', { first_name: 'Ann', last_name: 'Lee', phone: '+1', title: 'CEO' });
    const lost = await make(two, 'l1', {
      first_name: 'Annie',
      last_name: 'Lee',
      email: 'ann@lee.example',
      title: 'CFO',
    });
    const mergeId = await merge([kept.id, lost.id], { chosen: { title: lost.id } });
    const shown = (await showEntity(store(), 1, kept.id))!;
    expect(shown.fields).toEqual({
      first_name: 'Ann',
      last_name: 'Lee',
      phone: '+1',
      title: 'CFO',
      email: 'ann@lee.example',
    });
    expect(shown.mappings.map(({ externalId, state }) => `${externalId} ${state}`)).toEqual(['k1 linked', 'l1 linked']);
    expect(shown.relations.map(({ direction, type }) => `${direction} ${type}`)).toEqual([
      'out belongs_to',
      'out belongs_to',
      'in related_to',
      'in related_to',
    ]);
    expect(shown.history[0]).toMatchObject({ decision: `merged with contact ${lost.id}`, actor: 'ann' });
    expect(await showEntity(store(), 1, lost.id)).toMatchObject({
      deletedAt: expect.any(Date),
      mergedInto: kept.id,
      mappings: [],
    });
    const { rows } = await store().query<{ choices: object }>(`select choices from merges where id = $1`, [mergeId]);
    expect(rows[0]!.choices).toMatchObject({
      title: { from: 'loser', rule: 'person', value: 'CFO', other: 'CEO' },
      email: { from: 'loser', rule: 'only_one' },
      first_name: { from: 'survivor', rule: 'survivor', other: 'Annie' },
      last_name: { rule: 'same' },
    });
  });

  it('are as they were when that is taken back, also where both had a record of one list', async () => {
    for (const connectionId of [one, two]) {
      const kept = await make(one, `k2${connectionId}`, { first_name: 'Eva', phone: '+2' });
      const lost = await make(connectionId, `l2${connectionId}`, { first_name: 'Eve', email: 'eva@x.example' });
      const before = await graph(kept.id, kept.note, lost.id, lost.note);
      const mergeId = await merge([kept.id, lost.id]);
      const { rows } = await store().query('select state from mappings where external_id = $1', [`l2${connectionId}`]);
      expect(rows).toEqual([{ state: connectionId === one ? 'duplicate' : 'linked' }]);
      expect(await undoMerge(engine.ctx, mergeId, by)).toEqual({ outcome: 'done' });
      expect(await graph(kept.id, kept.note, lost.id, lost.note)).toEqual(before);
      expect(await undoMerge(engine.ctx, mergeId, by)).toMatchObject({ outcome: 'refused' });
    }
  });

  it('keep what was edited since: by the record that it came from, else with the one that stayed', async () => {
    const kept = await make(one, 'k3', { first_name: 'Ida', title: 'CEO' });
    const lost = await make(two, 'l3', { first_name: 'Ida', email: 'ida@x.example' });
    const mergeId = await merge([kept.id, lost.id]);
    await edit(kept.id, { title: 'Chair' });
    // What a page of the other one's connection brings.
    await store().query(
      `with changed as (update entities set fields = fields || '{"email": "ida@new.example"}', version = version + 1 where id = $1 returning version)
       insert into entity_versions (workspace_id, entity_id, version, replaced, decision, connection_id, stream)
       select 1, $1, version, '{"email": "ida@x.example"}', 'only the remote changed', $2, 'contacts' from changed`,
      [kept.id, two],
    );
    await undoMerge(engine.ctx, mergeId, by);
    expect(await fieldsOf(kept.id)).toEqual({ first_name: 'Ida', title: 'Chair' });
    expect(await fieldsOf(lost.id)).toEqual({ first_name: 'Ida', email: 'ida@new.example' });
  });

  it('are taken apart in the order in which they came together', async () => {
    const [a, b, c] = [await make(one, 'a', {}), await make(two, 'b', {}), await make(engine.connectionId, 'c', {})];
    const first = await merge([a.id, b.id]);
    const second = await merge([a.id, c.id]);
    expect(await undoMerge(engine.ctx, first, by)).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining(`take merge ${second} apart first`),
    });
    expect(await undoMerge(engine.ctx, second, by)).toEqual({ outcome: 'done' });
    expect(await undoMerge(engine.ctx, first, by)).toEqual({ outcome: 'done' });
  });

  it('are merged as a whole or not at all', async () => {
    const kept = await make(one, 'k5', { first_name: 'Uwe' });
    const lost = await make(two, 'l5', { first_name: 'Uwe', email: 'uwe@x.example' });
    const before = await graph(kept.id, kept.note, lost.id, lost.note);
    const killed = engine.ctx.store.transaction(async (tx) => {
      await mergeIn(engine.ctx, tx, { ...by, entityIds: [kept.id, lost.id], duplicateId: null });
      throw new Error('killed');
    });
    await expect(killed).rejects.toThrow('killed');
    expect(await graph(kept.id, kept.note, lost.id, lost.note)).toEqual(before);
  });

  it('are merged without asking where they are sure, but never what a vendor has as two', async () => {
    const john = { first_name: 'John', last_name: 'Smith', email: 'js@gmail.com', phone: '+14155550100' };
    await fillRecords(store(), crowd(2_000));
    const [h, s1, s2] = (await fillRecords(store(), [
      { kind: 'contact', fields: john, at: { connectionId: one, externalId: 'h' } },
      { kind: 'contact', fields: john, at: { connectionId: two, externalId: 's1' } },
      { kind: 'contact', fields: john, at: { connectionId: two, externalId: 's2' } },
    ])) as [string, string, string];
    const merged = async () => {
      await findDuplicates(engine.ctx, 1);
      await linkDuplicates(engine.ctx, 1, () => true);
      const { rows } = await store().query(
        `select actor from merges where undone_at is null and array[survivor_id, loser_id] && array[$1, $2, $3]::uuid[]`,
        [h, s1, s2],
      );
      return rows;
    };
    await vi.waitFor(async () => expect(await merged()).toEqual([{ actor: 'identity' }]), {
      timeout: 60_000,
      interval: 200,
    });
    // The other pair was as sure before.
    expect(await merged()).toHaveLength(1);
    const living = await store().query(`select from entities where id in ($1, $2, $3) and deleted_at is null`, [
      h,
      s1,
      s2,
    ]);
    expect(living.rowCount).toBe(2);
  });
});

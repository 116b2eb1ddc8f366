import type { EntityKind, Json } from '@syncline/core';
import { type RelationView, type Sql, showEntity } from '@syncline/store';
import type { TestEngine } from '@syncline/testing';
import { expect, vi } from 'vitest';
import { keepInterests } from '../interests/keep-interests.ts';
import { editEntity } from '../sync/edit-entity.ts';
import { clientGraph } from './client-graph.ts';

type Fields = Readonly<Record<string, Json>>;

const DAY_MS = 24 * 3_600_000;

export const daysAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString();

/** Things in stock, interests and calls, and who may want what because of them. */
export function interestWorld(engine: () => TestEngine) {
  const store = (): Sql => engine().ctx.store;
  const graph = clientGraph(store);

  const make = async (kind: EntityKind, fields: Fields): Promise<string> => {
    const made = await editEntity(engine().ctx, { workspaceId: 1, entityId: null, kind, fields, actor: 'test' });
    if (made.outcome !== 'created') throw new Error(JSON.stringify(made));
    return made.entityId;
  };
  const edit = (entityId: string, fields: Fields) =>
    editEntity(engine().ctx, { workspaceId: 1, entityId, kind: '', fields, actor: 'test' });
  const call = (body: string, who: string, type = 'call', days = 1) =>
    graph.add('activity', { type, body, occurred_at: daysAgo(days) }, ['belongs_to', who]);
  /** When all that has happened by now is followed. */
  const caughtUp = async (workspaceId = 1) => {
    const { rows } = await store().query<{ end: string }>(`select coalesce(max(id), 0)::text as end from events`);
    await vi.waitFor(
      async () => {
        await keepInterests(engine().ctx, workspaceId);
        const { rows: standing } = await store().query(
          `select from followers where name = 'interests' and workspace_id = $2 and split_part(position, '-', 2)::bigint >= $1::bigint`,
          [rows[0]!.end, workspaceId],
        );
        expect(standing).toHaveLength(1);
      },
      { timeout: 60_000, interval: 50 },
    );
  };
  const wantsOf = async (id: string, workspaceId = 1): Promise<RelationView[]> => {
    await caughtUp(workspaceId);
    const shown = await showEntity(store(), workspaceId, id);
    return shown!.relations.filter(({ type }) => type === 'interested_in');
  };
  const itemsOf = async (id: string) => (await wantsOf(id)).map(({ entityId }) => String(entityId)).sort();
  const kept = async () => {
    const { rows: matches } = await store().query(
      'select who_id, item_id, source_id, score, explanation from interest_matches where workspace_id = 1 order by 1, 2, 3',
    );
    const { rows: edges } = await store().query(
      `select from_entity_id, to_entity_id from relations where workspace_id = 1 and type = 'interested_in' order by 1, 2`,
    );
    const { rows: keys } = await store().query('select * from interest_keys where workspace_id = 1 order by entity_id');
    return { matches, edges, keys };
  };
  const fromScratch = async () => {
    await store().query(`delete from followers where name = 'interests' and workspace_id = 1`);
    for (const table of ['interest_matches', 'interest_keys'])
      await store().query(`delete from ${table} where workspace_id = 1`);
    await store().query(`delete from relations where type = 'interested_in' and workspace_id = 1`);
    await caughtUp();
    return kept();
  };
  /** A stock and a person to begin with; what was there before is gone. */
  const begin = async () => {
    await store().query(
      `with buried as (update entities set deleted_at = now() where deleted_at is null and kind in ('inventory_item', 'interest', 'activity') returning id)
       insert into events (workspace_id, type, entity_id) select 1, 'entity.deleted', id from buried`,
    );
    return {
      boat: await make('inventory_item', { name: 'Wooden boat Elsa', category: 'boats', price: 9_000 }),
      chair: await make('inventory_item', { name: 'Wooden chair', category: 'furniture', price: 90 }),
      ann: await graph.add('contact', { first_name: 'Ann', last_name: 'Lee' }),
    };
  };
  return { store, graph, make, edit, call, caughtUp, wantsOf, itemsOf, kept, fromScratch, begin };
}

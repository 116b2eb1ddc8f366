import { createMigratedDatabase } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStore, type Sql, type Store } from '../database.ts';
import { listConnectionViews } from './connection-views.ts';
import { InvalidCursorError, type Paged } from './cursor.ts';
import { listDeliveries } from './delivery-list.ts';
import { listEntities } from './entity-list.ts';
import { showEntity } from './entity-show.ts';
import { listProcesses, showProcess } from './process-list.ts';
import { readRecentChanges } from './recent-changes.ts';
import { groupReconciliationItems, listReconciliationItems } from './reconciliation-list.ts';
import { summarizeWork } from './summary.ts';
import { listSyncHistory } from './sync-history-list.ts';
import { listTimeline } from './timeline.ts';

const rowsEach = 4_000;
let store: Store;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await createMigratedDatabase();
  store = createStore({ databaseUrl: database.url });
  drop = database.drop;
  await seed(store);
});

afterAll(async () => {
  await store?.close();
  await drop?.();
});

describe('every list', () => {
  const lists: readonly [string, (sql: Sql, cursor?: string) => Promise<Paged<{ readonly id: number | string }>>][] = [
    ['processes', (sql, cursor) => listProcesses(sql, 1, {}, { limit: 50, cursor })],
    ['entities', (sql, cursor) => listEntities(sql, 1, {}, { limit: 50, cursor })],
    ['entities of a kind', (sql, cursor) => listEntities(sql, 1, { kind: 'label' }, { limit: 50, cursor })],
    ['items', (sql, cursor) => listReconciliationItems(sql, 1, {}, { limit: 50, cursor })],
    ['deliveries', (sql, cursor) => listDeliveries(sql, 1, {}, { limit: 50, cursor })],
    [
      'happenings',
      async (sql, cursor) => {
        const page = await listTimeline(sql, 1, {}, { limit: 50, cursor });
        return { ...page, items: page.items.map(({ key }) => ({ id: key })) };
      },
    ],
  ];

  it.each(lists)('of %s reads its pages by an index, and never a whole table', async (_name, list) => {
    const plans: string[] = [];
    const first = await list(explaining(plans));
    const second = await list(explaining(plans), first.nextCursor!);
    expect(second.items).toHaveLength(50);
    expect(plans.length).toBeGreaterThan(0);
    for (const plan of plans)
      expect(plan).not.toMatch(/Seq Scan on (processes|entities|reconciliation_items|inbox|pages|relations|mappings)/);
  });

  it.each(lists)(
    'of %s hands out every row once, whatever is added meanwhile, and nothing of another workspace',
    async (_name, list) => {
      const seen: (number | string)[] = [];
      let cursor: string | null = null;
      do {
        const page: Paged<{ readonly id: number | string }> = await list(store, cursor ?? undefined);
        seen.push(...page.items.map((item) => item.id));
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.length).toBeGreaterThan(100);
      expect(seen.length).toBeLessThanOrEqual(rowsEach);
    },
  );

  it.each(lists)('of %s refuses the cursor of another list', async (_name, list) => {
    for (const cursor of [
      '',
      'nonsense',
      Buffer.from('["1","2","3"]').toString('base64url'),
      Buffer.from(`["'; drop"]`).toString('base64url'),
    ]) {
      await expect(list(store, cursor)).rejects.toThrow(InvalidCursorError);
    }
  });
});

it('shows a single thing, the groups, the connections and the summary by indexes too', async () => {
  const plans: string[] = [];
  const sql = explaining(plans);
  const entity = (await listEntities(store, 1, { kind: 'label' }, { limit: 1 })).items[0]!;
  const process = (await listProcesses(store, 1, {}, { limit: 1 })).items[0]!;
  await showEntity(sql, 1, entity.id);
  await showProcess(sql, 1, process.id);
  await groupReconciliationItems(sql, 1, { limit: 50 });
  await listConnectionViews(sql, 1, 60_000, { limit: 50 });
  await summarizeWork(sql, 1);
  await readRecentChanges(sql, 1, 3_600_000);
  for (const plan of plans)
    expect(plan).not.toMatch(/Seq Scan on (processes|entities|inbox|pages|relations|mappings|entity_versions)/);
});

it('counts what changed of late by kind and origin, and says when there was more than it looked at', async () => {
  const { rows } = await store.query<{ id: string }>(
    `select id from entities where workspace_id = 1 and kind = 'label' order by id limit 3`,
  );
  await store.query(
    `insert into events (workspace_id, type, entity_id, connection_id, at)
     select 1, 'entity.updated', id, 1, now() from unnest($1::uuid[]) id
     union all select 1, 'entity.updated', id, 1, now() - interval '2 hours' from unnest($1::uuid[]) id
     union all select 3, 'entity.updated', id, 1, now() from unnest($1::uuid[]) id
     union all select 1, 'process.state_changed', null, 1, now()`,
    [rows.map(({ id }) => id)],
  );
  const some = await readRecentChanges(store, 1, 3_600_000);
  expect(some.items.map(({ type, kind, connectionName, count }) => [type, kind, connectionName, count])).toEqual([
    ['entity.updated', 'label', 'one', 3],
  ]);
  expect(some.isCut).toBe(false);

  await store.query(
    `insert into events (workspace_id, type, at) select 1, 'sync.conflict', now() from generate_series(1, 10001)`,
  );
  const cut = await readRecentChanges(store, 1, 3_600_000);
  expect(cut.items.map(({ type, count }) => [type, count])).toEqual([['sync.conflict', 10_000]]);
  expect(cut.isCut).toBe(true);
  expect((await readRecentChanges(store, 3, 3_600_000)).items).toEqual([]);
});

it('counts of a run, in the history and in the timeline, what all its streams have done', async () => {
  const { rows } = await store.query<{ id: string }>(
    `with run as (insert into processes (id, workspace_id, connection_id, kind, state, finished_at)
       values (gen_random_uuid(), 1, 2, 'backfill', 'completed', now()) returning id),
     streams as (insert into processes (id, workspace_id, connection_id, kind, state, finished_at, parent_id, records_created, records_unchanged, records_failed)
       select gen_random_uuid(), 1, 2, 'backfill', 'completed', now(), id, n, 10, 1 from run, generate_series(1, 3) n)
     select id from run`,
  );
  const [{ id }] = rows as [{ id: string }];
  const history = await listSyncHistory(store, 1, { connection: 'quiet' }, { limit: 5 });
  expect(history.items).toMatchObject([{ correlationId: id, itemsSynced: 36, itemsFailed: 3 }]);
  const timeline = await listTimeline(store, 1, { connectionId: 2, kind: 'run', success: true }, { limit: 5 });
  expect(timeline.items).toMatchObject([{ processId: id, records: 36, failed: 3, connectionName: 'quiet' }]);
  const view =
    'select items_synced::int as synced, items_failed::int as failed from sync_history where correlation_id = $1';
  expect((await store.query(view, [id])).rows).toEqual([{ synced: 36, failed: 3 }]);
});

it('keeps workspaces apart', async () => {
  const [entity] = (await listEntities(store, 1, {}, { limit: 1 })).items;
  const [process] = (await listProcesses(store, 1, {}, { limit: 1 })).items;
  expect(await showEntity(store, 3, entity!.id)).toBeNull();
  expect(await showProcess(store, 3, process!.id)).toBeNull();
  expect((await listEntities(store, 3, {}, { limit: 10 })).items).toEqual([]);
  expect((await listConnectionViews(store, 3, 60_000, { limit: 10 })).items).toEqual([]);
});

it('tells what each change replaced and set, and which read each field has its value from', async () => {
  const id = '0190a000-0000-7000-8000-0000000000aa';
  const by = [1, id];
  await store.query(
    `insert into entities (workspace_id, id, kind, version, fields) values ($1, $2, 'work_item', 3, '{"title":"C","body":"x","state":"open"}')`,
    by,
  );
  await store.query(
    `insert into mappings (workspace_id, connection_id, stream, external_id, entity_id, scope, seen, seen_hash, edges_hash, accepted_seq)
     values ($1, 1, 'issues', 'history', $2, 's', '{}', '', '', 1)`,
    by,
  );
  await store.query(
    `insert into entity_versions (workspace_id, entity_id, version, replaced, decision, connection_id, stream)
     values ($1, $2, 2, '{"title":"A","state":null}', 'two', 1, 'issues'), ($1, $2, 3, '{"title":"B"}', 'three', 1, 'issues')`,
    by,
  );
  const entity = await showEntity(store, 1, id);
  expect(entity?.history.map((change) => change.changes)).toEqual([
    { title: { from: 'B', to: 'C' } },
    { title: { from: 'A', to: 'B' }, state: { from: null, to: 'open' } },
  ]);
  expect(entity?.provenance).toMatchObject({
    title: { version: 3, decision: 'three' },
    state: { version: 2, decision: 'two' },
    body: { version: 1, decision: 'created', connectionName: 'one', stream: 'issues' },
  });
});

/** Runs queries as they are, and keeps the plan of each. */
function explaining(plans: string[]): Sql {
  return {
    query: async (query, values) => {
      const text = typeof query === 'string' ? query : query.text;
      const { rows } = await store.query<{ 'QUERY PLAN': string }>(`explain ${text}`, values);
      plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
      return store.query(query, values);
    },
  };
}

async function seed(sql: Sql): Promise<void> {
  await sql.query(`insert into workspaces (name) values ('two')`);
  await sql.query(
    `insert into connections (workspace_id, name, connector, base_url, settings, secrets)
     values (1, 'one', 'github', 'http://a', '{}', '{}'), (1, 'quiet', 'github', 'http://a', '{}', '{}')`,
  );
  const numbers = `generate_series(1, ${rowsEach * 2}) n`;
  await sql.query(
    `insert into entities (workspace_id, id, kind, version, fields, created_at)
     select 1 + n % 2, gen_random_uuid(), case when n % 5 = 0 then 'label' else 'work_item' end, 1, jsonb_build_object('title', 'T ' || n), now() from ${numbers}`,
  );
  await sql.query(
    `insert into mappings (workspace_id, connection_id, stream, external_id, entity_id, scope, seen, seen_hash, edges_hash, accepted_seq)
     select workspace_id, 1, 'issues', id::text, id, 's', '{}', '', '', 1 from entities`,
  );
  await sql.query(
    `insert into relations (workspace_id, from_entity_id, type, connection_id, to_stream, target, to_entity_id)
     select workspace_id, id, 'labelled', 1, 'labels', 'id:1', id from entities`,
  );
  await sql.query(
    `insert into entity_versions (workspace_id, entity_id, version, replaced, decision) select workspace_id, id, 2, '{"title":"old"}', 'x' from entities`,
  );
  // Many at the same microsecond, as one transaction makes them: the id has to tell them apart.
  await sql.query(
    `insert into processes (id, workspace_id, connection_id, kind, state, created_at, finished_at)
     select gen_random_uuid(), 1 + n % 2, 1, 'backfill', 'completed', now() - make_interval(secs => n / 100), now() - make_interval(secs => n / 100) from ${numbers}`,
  );
  await sql.query(
    `insert into pages (workspace_id, connection_id, process_id, stream, scope, lane, kind, state, outcome, finished_at)
     select workspace_id, 1, id, 'issues', 's', 'bulk', 'list', 'merged', '{"created":1,"updated":0,"unchanged":0,"stale":0,"conflicted":0,"failed":0}', now() from processes`,
  );
  await sql.query(
    `insert into reconciliation_items (workspace_id, key, fingerprint, connection_id, stream, class, code, message, state, first_seen_at)
     select 1 + n % 2, n::text, 'f' || n % 7, 1, 'issues', 'mapping', 'c', 'm', case when n % 3 = 0 then 'resolved' else 'open' end, now() - make_interval(secs => n / 100)
     from ${numbers}`,
  );
  await sql.query(
    `insert into inbox (workspace_id, connection_id, delivery_id, event, headers, body, state, received_at)
     select 1 + n % 2, 1, n::text, 'issues', '{}', '', 'processed', now() - make_interval(mins => n) from ${numbers}`,
  );
  await sql.query('analyze');
}

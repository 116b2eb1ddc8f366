import { createMigratedDatabase, type ScratchDatabase } from '@syncline/testing';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createStore, type Store } from './database.ts';
import { applyRetention, type RetentionOptions } from './retention.ts';

const DAY_MS = 24 * 3_600_000;
const options: RetentionOptions = {
  rawMs: DAY_MS,
  eventsMs: DAY_MS,
  unsentEventsMs: DAY_MS,
  inboxMs: DAY_MS,
  processesMs: DAY_MS,
  itemsMs: DAY_MS,
};
const TABLES = ['pages', 'hints', 'inbox', 'events', 'process_partitions', 'processes', 'reconciliation_items'];
let database: ScratchDatabase;
let store: Store;

beforeAll(async () => {
  database = await createMigratedDatabase();
  store = createStore({ databaseUrl: database.url });
});

afterAll(async () => {
  await store.close();
  await database.drop();
});

afterEach(() => store.query(`truncate ${TABLES.join(', ')} restart identity`));

const count = async (from: string): Promise<number> =>
  (await store.query<{ n: number }>(`select count(*)::int as n from ${from}`)).rows[0]?.n ?? 0;

/** A page of this state for each age in hours; the ids are 1, 2, 3 … in the order of all calls. */
async function addPages(state: string, ages: readonly number[], processId: string | null = null): Promise<void> {
  await store.query(
    `insert into pages (workspace_id, connection_id, process_id, stream, scope, lane, kind, state, raw, finished_at)
     select 1, 1, $3, 'issues', 's', 'bulk', 'list', $1, 'raw', now() - make_interval(hours => age) from unnest($2::int[]) age`,
    [state, ages, processId],
  );
}

async function addItem(columns: Readonly<Record<string, unknown>>): Promise<void> {
  const all = {
    workspace_id: 1,
    connection_id: 1,
    key: crypto.randomUUID(),
    fingerprint: 'f',
    stream: 'issues',
    class: 'invalid',
    code: 'c',
    message: 'm',
    ...columns,
  };
  const names = Object.keys(all);
  await store.query(
    `insert into reconciliation_items (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
    Object.values(all),
  );
}

/** A finished process with a child and two partitions; returns the ids. */
async function addProcess(ageHours: number, isPoll: boolean): Promise<{ parent: string; child: string }> {
  const [parent, child] = [crypto.randomUUID(), crypto.randomUUID()];
  for (const [id, parentId] of [
    [parent, null],
    [child, parent],
  ])
    await store.query(
      `insert into processes (id, workspace_id, connection_id, parent_id, kind, state, params, finished_at)
       values ($1, 1, 1, $2, 'incremental', 'completed', jsonb_build_object('isPoll', $3::boolean), now() - make_interval(hours => $4))`,
      [id, parentId, isPoll, ageHours],
    );
  await store.query(
    `insert into process_partitions (workspace_id, process_id, scope) values (1, $1, 'a'), (1, $1, 'b')`,
    [child],
  );
  return { parent, child };
}

it('takes the raw bytes of finished pages, failed ones too, and their rows later', async () => {
  for (const state of ['merged', 'cancelled', 'failed']) await addPages(state, [1, 30, 100]);
  await addPages('queued', [1_000]);
  await applyRetention(store, options);
  expect(await count('pages where raw is null')).toBe(3);
  expect(await count('pages where raw is not null')).toBe(4);
  expect(await count("pages where finished_at < now() - interval '4 days'")).toBe(1);
});

it('keeps what an open item points to as long as it is open', async () => {
  const poll = await addProcess(1_000, true);
  await addPages('failed', [1_000], poll.child);
  await addPages('merged', [1_000], poll.child);
  await store.query(
    `insert into inbox (workspace_id, connection_id, delivery_id, event, headers, body, state, received_at)
     values (1, 1, 'kept', 'e', '{}', 'b', 'processed', now() - interval '1000 hours'), (1, 1, 'not', 'e', '{}', 'b', 'processed', now() - interval '1000 hours')`,
  );
  await addItem({ page_id: 1, inbox_id: 1, process_id: poll.child });
  await addItem({ page_id: 2, state: 'retrying' });
  await applyRetention(store, options);
  expect(await count('pages where raw is not null')).toBe(2);
  expect(await count(`inbox where delivery_id = 'kept'`)).toBe(1);
  expect(await count('inbox')).toBe(1);
  expect(await count('processes')).toBe(2);

  await store.query(`update reconciliation_items set state = 'resolved', resolved_at = now()`);
  await applyRetention(store, options);
  for (const table of ['pages', 'inbox', 'processes']) expect(await count(table)).toBe(0);
  expect(await count('reconciliation_items')).toBe(2);
});

it('takes polls with their children, of other processes the partitions alone, and nothing of those that run', async () => {
  await addProcess(1, true);
  await addProcess(30, true);
  await addProcess(30, false);
  const running = await addProcess(30, true);
  await store.query('update processes set finished_at = null where id = any($1)', [[running.parent, running.child]]);
  await applyRetention(store, options);
  expect(await count('processes')).toBe(6);
  expect(await count('process_partitions')).toBe(4);
  expect(await count(`processes where params->>'isPoll' = 'false'`)).toBe(2);
});

it('takes items that are resolved, not those that are open or that somebody ignored', async () => {
  for (const state of ['open', 'retrying', 'ignored', 'resolved'])
    await addItem({ state, resolved_at: new Date(Date.now() - 2 * DAY_MS), first_seen_at: new Date(0) });
  await addItem({ state: 'resolved', resolved_at: new Date() });
  await applyRetention(store, options);
  expect(await count('reconciliation_items')).toBe(4);
  expect(await count(`reconciliation_items where state = 'resolved' and resolved_at < now() - interval '1 day'`)).toBe(
    0,
  );
});

it('works a backlog off in batches, and looks at no more than a batch of the events that stay', async () => {
  const add = (n: number, age: string): Promise<unknown> =>
    store.query(
      `insert into events (workspace_id, type, at) select 1, 'test', now() - $2::interval from generate_series(1, $1)`,
      [n, age],
    );
  await add(950, '2 days');
  await add(5_000, '1 hour');
  await store.query('analyze events');
  expect(await applyRetention(store, options, 100)).toBe(950);
  expect(await count('events')).toBe(5_000);
  const read = await store.transaction(async (tx) => {
    const soFar = async (): Promise<number> => {
      const { rows } = await tx.query<{ n: number }>(
        `select (seq_tup_read + idx_tup_fetch)::int as n from pg_stat_xact_user_tables where relname = 'events' and schemaname = 'syncline'`,
      );
      return rows[0]?.n ?? 0;
    };
    const before = await soFar();
    await applyRetention(tx, options, 100);
    return (await soFar()) - before;
  });
  expect(read).toBe(100);
});

it.each([
  [
    'pages',
    'pages_raw',
    `select from pages where raw is not null and state in ('merged', 'cancelled', 'failed') and finished_at < now() order by finished_at limit 5`,
  ],
  [
    'pages',
    'pages_finished',
    `select from pages where state in ('merged', 'cancelled', 'failed') and finished_at < now() order by finished_at limit 5`,
  ],
  [
    'hints',
    'hints_finished',
    `select from hints where state <> 'pending' and created_at < now() order by created_at limit 5`,
  ],
  [
    'inbox',
    'inbox_received_at',
    `select from inbox where state <> 'received' and received_at < now() order by received_at limit 5`,
  ],
  ['processes', 'processes_finished', `select from processes where finished_at < now() order by finished_at limit 5`],
  [
    'items',
    'reconciliation_items_resolved',
    `select from reconciliation_items where state = 'resolved' and resolved_at < now() order by resolved_at limit 5`,
  ],
])('the oldest of %s are found by %s', async (_table, index, query) => {
  await store.transaction(async (tx) => {
    await tx.query('set local enable_seqscan = off');
    const { rows } = await tx.query<{ 'QUERY PLAN': string }>(`explain ${query}`);
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain(index);
  });
});

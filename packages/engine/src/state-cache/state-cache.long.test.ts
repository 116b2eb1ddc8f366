import { setTimeout as delay } from 'node:timers/promises';
import { openStateCache, type StateCache } from '@syncline/state-cache';
import { type KvStandIn, startKvStandIn } from '@syncline/state-cache/testing';
import { readStateCacheKeeper, wantStateCacheTask } from '@syncline/store';
import { compareCacheWithPostgres, startTestEngine, type TestEngine, waitForProcess } from '@syncline/testing';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { readSignals } from '../alerts/read-signals.ts';
import type { EngineContext } from '../context.ts';
import { startBackfill } from '../processes/start-process.ts';
import { editEntity } from '../sync/edit-entity.ts';
import { keepStateCache } from './keep-state-cache.ts';
import { createKeeperState, isClean, type KeeperState } from './keeper-state.ts';
import { putAgentMemory } from './put-agent-memory.ts';

let engine: TestEngine;
let kv: KvStandIn;
let cache: StateCache;
let ctx: EngineContext;
const keeper = createKeeperState();

beforeAll(async () => {
  kv = await startKvStandIn();
  const { accountId, namespaceId, apiToken, baseUrl } = kv;
  const options = { kind: 'cloudflare', accountId, namespaceId, apiToken, baseUrl, prefix: '' } as const;
  const opened = await openStateCache(options, () => {});
  // The stand-in shows at once what was written.
  cache = { ...opened, limits: { ...opened.limits, lagMs: 0 } };
  engine = await startTestEngine({ sandbox: { issues: 20, repositories: 2 } });
  ctx = { ...engine.ctx, stateCache: cache };
  const { processId } = await startBackfill(ctx, { connectionId: engine.connectionId });
  await waitForProcess(ctx, processId);
});

afterAll(async () => {
  await engine.stop();
  await kv.close();
});

/** Passes until all is written that has happened. */
async function settle(state: KeeperState = keeper): Promise<void> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    await keepStateCache(ctx, state);
    const row = await readStateCacheKeeper(ctx.store);
    // An event is read when no older transaction runs any more, of the whole server.
    const last = await one<{ position: string }>(
      `select tx || '-' || id as position from events order by tx desc, id desc limit 1`,
    );
    if (state.position === last.position && isClean(state) && row?.wanted === null && row.failingSince === null) return;
    if (performance.now() > deadline) throw new Error(`The cache is not settled: ${JSON.stringify(row)}`);
    await delay(100);
  }
}

async function value(key: string): Promise<Record<string, unknown> | null> {
  const text = (await cache.get([key])).get(key);
  return text === undefined ? null : (JSON.parse(text) as Record<string, unknown>);
}

async function one<Row extends object>(sql: string, values: unknown[] = []): Promise<Row> {
  const { rows } = await ctx.store.query<Row & Record<string, unknown>>(sql, values);
  return rows[0]!;
}

async function anItem(): Promise<{ id: string; project: string; path: string }> {
  return one(
    `select e.id, r.to_entity_id as project, m.locator as path from entities e
     join relations r on r.from_entity_id = e.id and r.type = 'belongs_to' join mappings m on m.entity_id = r.to_entity_id
     where e.kind = 'work_item' and e.deleted_at is null and e.fields ->> 'state' = 'open' order by e.id limit 1`,
  );
}

/** How often a key of an item was written: once when all was filled, and for what the backfill found of it later. */
async function writes(project: string, id: string): Promise<number> {
  await settle();
  const { metadata } = (await value(`projects/${project}/items/${id}`)) as { metadata: { version: number } };
  return metadata.version;
}

async function announce(type: string, id: string): Promise<void> {
  await ctx.store.query('insert into events (workspace_id, type, entity_id) values (1, $1, $2)', [type, id]);
}

it('is filled from nothing, and holds of everything what Postgres comes to', async () => {
  await settle();
  const { keys, differences } = await compareCacheWithPostgres(ctx);
  expect(differences).toEqual([]);
  expect(keys).toBeGreaterThan(20);
  const { path } = await anItem();
  expect(await value(`repos/${path}/status`)).toMatchObject({ light: 'green', reasons: [], open_conflicts: 0 });
  expect(await value('sync/pending')).toMatchObject({ total: 0 });
});

it('follows an edit: the item, and the board and figures of its project', async () => {
  const { id, project, path } = await anItem();
  const written = await writes(project, id);
  const before = await value(`repos/${path}/metrics`);
  const standing = await one<{ version: number }>('select version from entities where id = $1', [id]);
  const outcome = await editEntity(ctx, {
    workspaceId: 1,
    entityId: id,
    kind: 'work_item',
    fields: { state: 'closed', title: 'Done at the hub' },
    actor: 'test',
  });
  expect(outcome).toMatchObject({ outcome: 'edited' });
  expect(await writes(project, id)).toBe(written + 1);
  expect(await value(`projects/${project}/items/${id}`)).toMatchObject({
    title: 'Done at the hub',
    state: 'closed',
    entity_version: standing.version + 1,
  });
  expect(await value(`repos/${path}/metrics`)).toMatchObject({
    open: Number(before?.['open']) - 1,
    items: before?.['items'],
  });
  expect((await compareCacheWithPostgres(ctx)).differences).toEqual([]);
});

it('writes a key once for many changes of it', async () => {
  const { id, project } = await anItem();
  const written = await writes(project, id);
  for (let round = 0; round < 5; round++)
    await editEntity(ctx, {
      workspaceId: 1,
      entityId: id,
      kind: 'work_item',
      fields: { title: `Round ${round}` },
      actor: 'test',
    });
  expect(await writes(project, id)).toBe(written + 1);
  expect(await value(`projects/${project}/items/${id}`)).toMatchObject({ title: 'Round 4' });
});

it('removes the keys of what is moved or deleted', async () => {
  const { id, project } = await anItem();
  const other = await one<{ id: string }>(
    `select id from entities where kind = 'repository' and id <> $1 and deleted_at is null`,
    [project],
  );
  await ctx.store.query(`update relations set to_entity_id = $2 where from_entity_id = $1 and type = 'belongs_to'`, [
    id,
    other.id,
  ]);
  await announce('entity.updated', id);
  await settle();
  expect(await value(`projects/${project}/items/${id}`)).toBeNull();
  expect(await value(`projects/${other.id}/items/${id}`)).toMatchObject({ project_id: other.id });

  await ctx.store.query('update entities set deleted_at = now() where id = $1', [other.id]);
  await announce('entity.deleted', other.id);
  await settle();
  expect(await value(`projects/${other.id}/items/${id}`)).toBeNull();
  expect(await value(`projects/${other.id}/metadata`)).toBeNull();
  expect(await value(`projects/${other.id}/views`)).toBeNull();
  expect((await compareCacheWithPostgres(ctx)).differences).toEqual([]);

  await ctx.store.query('update entities set deleted_at = null where id = $1', [other.id]);
  await announce('entity.updated', other.id);
  await settle();
  expect(await value(`projects/${other.id}/items/${id}`)).toMatchObject({ id });
  expect((await compareCacheWithPostgres(ctx)).differences).toEqual([]);
});

it('shows agents: what they have to do, how they stand, and what they remember', async () => {
  const { id } = await anItem();
  const user = await one<{ id: string }>(`select id from entities where kind = 'user' order by id limit 1`);
  await ctx.store.query(`update entities set fields = fields || '{"user_type": "Bot"}' where id = $1`, [user.id]);
  await ctx.store.query(`delete from relations where type = 'assigned_to' and to_entity_id = $1`, [user.id]);
  await announce('entity.updated', user.id);
  await settle();
  expect(await value(`agents/${user.id}/state`)).toMatchObject({ state: 'idle', tasks_open: 0 });
  await ctx.store.query(
    `insert into relations (workspace_id, from_entity_id, type, connection_id, to_stream, target, to_entity_id)
     values (1, $1, 'assigned_to', $2, 'users', 'id:bot', $3)`,
    [id, engine.connectionId, user.id],
  );
  await announce('entity.updated', id);
  expect(
    await putAgentMemory(ctx, {
      workspaceId: 1,
      agentId: user.id,
      document: { plan: [1] },
      expectedVersion: 0,
      actor: 'bot',
    }),
  ).toEqual({ outcome: 'saved', version: 1 });
  expect(
    await putAgentMemory(ctx, { workspaceId: 1, agentId: user.id, document: {}, expectedVersion: 0, actor: 'bot' }),
  ).toEqual({ outcome: 'stale', version: 1 });
  await settle();
  expect(await value(`agents/${user.id}/state`)).toMatchObject({ state: 'busy', tasks_open: 1 });
  expect(await value(`agents/${user.id}/tasks`)).toMatchObject({ count: 1, tasks: [{ id }] });
  expect(await value(`agents/${user.id}/memory`)).toMatchObject({ memory_version: 1, document: { plan: [1] } });
});

it('turns the light of a repository yellow for a conflict and red for a failure, and says why', async () => {
  const { path, id } = await anItem();
  const scope = await one<{ scope: string }>(
    `select scope from mappings where stream = 'issues' and scope like '%:' || $1 limit 1`,
    [path],
  );
  const item = (key: string, kind: string): Promise<unknown> =>
    ctx.store.query(
      `insert into reconciliation_items (workspace_id, key, fingerprint, connection_id, stream, scope, class, code, message, entity_id)
       values (1, $1, $1, $2, 'issues', $3, $4, 'x', 'x', $5)`,
      [key, engine.connectionId, scope.scope, kind, id],
    );
  await item('a conflict', 'conflict');
  await announce('sync.conflict', id);
  await settle();
  expect(await value(`repos/${path}/status`)).toMatchObject({ light: 'yellow', reasons: [{ code: 'conflicts' }] });
  expect(await value('sync/conflicts')).toMatchObject({ open: 1, conflicts: [{ entity_id: id }] });
  await item('a failure', 'data');
  await announce('reconciliation.opened', id);
  await settle();
  expect(await value(`repos/${path}/status`)).toMatchObject({ light: 'red', open_failures: 1, open_conflicts: 1 });
});

it('finds and repairs what the cache lost or somebody changed, and leaves alone what is not ours', async () => {
  const { id, project } = await anItem();
  const key = `projects/${project}/items/${id}`;
  const text = (await cache.get([key])).get(key)!;
  // As a stranger would: no version beside it, and keys that nobody knows.
  await kv.tamper(key, JSON.stringify({ gone: true }));
  await kv.tamper('sync/pending', null);
  await kv.tamper('somebody/elses', '1');
  await cache.put([
    {
      key: 'projects/none/metadata',
      text: '{}',
      version: { version: 1, sha256: 'x', written_at: '2026-01-01T00:00:00Z' },
    },
  ]);
  await delay(1_100);
  await wantStateCacheTask(ctx.store, 'verify');
  await settle();
  const row = await readStateCacheKeeper(ctx.store);
  expect(row?.report).toMatchObject({ task: 'verify', missing: 1, different: 1, extra: 1, repaired: 3 });
  expect(row?.report?.oldestDriftMs).toBeGreaterThan(0);
  expect((await readSignals(ctx.store, 1, [])).state_drift).toMatchObject([{ value: 3 }]);
  const { metadata: _, ...repaired } = (await value(key))!;
  const { metadata: __, ...before } = JSON.parse(text) as Record<string, unknown>;
  expect(repaired).toEqual(before);
  expect((await compareCacheWithPostgres(ctx)).differences).toEqual(['somebody/elses should not be there']);
  await kv.tamper('somebody/elses', null);
  await wantStateCacheTask(ctx.store, 'verify');
  await settle();
  expect((await readSignals(ctx.store, 1, [])).state_drift).toMatchObject([{ value: 0 }]);
});

it('is kept by one process; the next one goes on where that ended', async () => {
  const second = createKeeperState();
  const { id, project } = await anItem();
  await keepStateCache(ctx, second);
  expect(second.position).toBeNull();
  await ctx.store.query(`update state_cache_keeper set lease_until = now() - interval '1 second'`);
  await editEntity(ctx, {
    workspaceId: 1,
    entityId: id,
    kind: 'work_item',
    fields: { title: 'By the next' },
    actor: 'test',
  });
  await settle(second);
  await keepStateCache(ctx, keeper);
  expect(keeper.position).toBeNull();
  expect(await value(`projects/${project}/items/${id}`)).toMatchObject({ title: 'By the next' });
  await ctx.store.query(`update state_cache_keeper set lease_until = now() - interval '1 second'`);
  await settle();
});

it('catches up through a cache that refuses much of what it is asked', async () => {
  // At first everything, then some of it.
  kv.setFaults(1_000);
  const { rows } = await ctx.store.query<{ id: string }>(
    `select id from entities where kind = 'work_item' order by id`,
  );
  for (const { id } of rows)
    await editEntity(ctx, {
      workspaceId: 1,
      entityId: id,
      kind: 'work_item',
      fields: { title: `T ${id}` },
      actor: 'test',
    });
  await vi.waitFor(async () => {
    await keepStateCache(ctx, keeper);
    expect((await readStateCacheKeeper(ctx.store))?.failingSince).not.toBeNull();
  }, 10_000);
  kv.setFaults(400);
  await settle();
  kv.setFaults(0);
  expect((await compareCacheWithPostgres(ctx)).differences).toEqual([]);
  expect((kv.answers.get('429') ?? 0) + (kv.answers.get('500') ?? 0)).toBeGreaterThan(0);
  // The keeper itself never wrote a key too soon.
  expect(kv.answers.get('429 a key') ?? 0).toBe(0);
  const text = await ctx.metrics.text();
  expect(text).toMatch(/syncline_state_cache_freshness_seconds_count [1-9]/);
});

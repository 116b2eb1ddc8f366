import { createMigratedDatabase, type ScratchDatabase } from '@syncline/testing';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createStore, type Store } from '../database.ts';
import { insertEvent } from '../events.ts';
import { migrateStore } from '../migrate.ts';
import { applyRetention } from '../retention.ts';
import { claimRelay, type RelayCursor, releaseRelay, saveRelay } from './cursor.ts';
import { type RelayRow, readRelayBatch } from './read-batch.ts';
import { giveUpEvents, readRelayStatus } from './status.ts';

const DAY_MS = 24 * 3_600_000;
const ENTITY = '00000000-0000-7000-8000-000000000001';
const START: RelayCursor = { seen: null, until: null, afterId: 0 };
let database: ScratchDatabase;
let store: Store;
const clients: pg.Client[] = [];

beforeAll(async () => {
  database = await createMigratedDatabase();
  store = createStore({ databaseUrl: database.url });
});
afterAll(async () => {
  await store.close();
  await database.drop();
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.end()));
  await store.query('truncate events, event_relay, entities, entity_versions restart identity');
});

/** A connection of its own: transactions that overlap. */
async function open(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query('set search_path = syncline, public');
  clients.push(client);
  return client;
}

/** All that is to be handed on from a cursor, in batches of `limit`, and where it stands then. */
async function drain(cursor: RelayCursor, limit = 500): Promise<{ rows: RelayRow[]; cursor: RelayCursor }> {
  const rows: RelayRow[] = [];
  for (let at = cursor; ; ) {
    const batch = await readRelayBatch(store, at, limit);
    rows.push(...batch.rows);
    at = batch.next;
    if (!batch.hasMore) return { rows, cursor: at };
  }
}

const note = (type: string, sql: Pick<pg.Client, 'query'> | Store = store) =>
  insertEvent(sql as Store, { workspaceId: 1, type });
const typesOf = (rows: readonly RelayRow[]): string[] => rows.map(({ type }) => type);
const changeEntity = (client: pg.Client, version: number) =>
  client.query(
    `insert into events (workspace_id, type, entity_id, entity_version) values (1, 'entity.updated', $1, $2)`,
    [ENTITY, version],
  );

describe('what is handed on', () => {
  it('is every event once, also one whose transaction began first and committed last', async () => {
    const slow = await open();
    await slow.query('begin');
    await note('slow', slow);
    await note('first');
    const early = await drain(START);
    expect(typesOf(early.rows)).toEqual(['first']);
    await note('second');
    const middle = await drain(early.cursor);
    expect(typesOf(middle.rows)).toEqual(['second']);
    await slow.query('commit');
    await note('third');
    const late = await drain(middle.cursor);
    expect(typesOf(late.rows)).toEqual(['slow', 'third']);
    expect((await drain(late.cursor)).rows).toEqual([]);
  });

  it('never shows a change of an entity before the one it rests on, whichever transaction began first', async () => {
    const [holder, early, blocker, late] = await Promise.all([open(), open(), open(), open()]);
    await holder.query(
      `insert into entities (workspace_id, id, kind, version, fields) values (1, $1, 'work_item', 1, '{}')`,
      [ENTITY],
    );
    // The one that will write version 3 has the lowest id, the one that writes version 2 the highest.
    for (const client of [early, blocker, late]) {
      await client.query('begin');
      await client.query('select pg_current_xact_id()');
    }
    const change = async (client: pg.Client, version: number) => {
      await client.query('update entities set version = $2 where id = $1', [ENTITY, version]);
      await changeEntity(client, version);
      await client.query('commit');
    };
    await change(late, 2);
    await change(early, 3);
    const { rows, cursor } = await drain(START);
    expect(rows.map(({ entityVersion }) => entityVersion)).toEqual([2, 3]);
    await changeEntity(blocker, 4);
    await blocker.query('commit');
    expect((await drain(cursor)).rows.map(({ entityVersion }) => entityVersion)).toEqual([4]);
  });

  it('comes in batches that a restart goes on with, whatever was committed meanwhile', async () => {
    const slow = await open();
    await slow.query('begin');
    await note('slow', slow);
    for (let n = 0; n < 5; n++) await note(`n${n}`);
    const first = await readRelayBatch(store, START, 2);
    expect(typesOf(first.rows)).toEqual(['n0', 'n1']);
    await slow.query('commit');
    await note('n5');
    const rest = await drain(first.next, 2);
    expect(typesOf(rest.rows).sort()).toEqual(['n2', 'n3', 'n4', 'n5', 'slow']);
  });

  it('says the same of a version whenever it is read', async () => {
    await store.query(
      `insert into entities (workspace_id, id, kind, version, fields) values (1, $1, 'work_item', 1, '{"title":"A","state":"open","note":null}')`,
      [ENTITY],
    );
    await store.query(
      `insert into events (workspace_id, type, entity_id, entity_version) values (1, 'entity.created', $1, 1)`,
      [ENTITY],
    );
    const live = [(await drain(START)).rows[0]!];
    const update = async (version: number, fields: object, replaced: object) => {
      const before = (await drain(START)).cursor;
      await store.query('update entities set version = $2, fields = fields || $3 where id = $1', [
        ENTITY,
        version,
        JSON.stringify(fields),
      ]);
      await store.query(
        `insert into entity_versions (workspace_id, entity_id, version, replaced, decision) values (1, $1, $2, $3, 'shown')`,
        [ENTITY, version, JSON.stringify(replaced)],
      );
      await store.query(
        `insert into events (workspace_id, type, entity_id, entity_version) values (1, 'entity.updated', $1, $2)`,
        [ENTITY, version],
      );
      live.push((await drain(before)).rows[0]!);
    };
    await update(2, { title: 'B', size: 3 }, { title: 'A', size: null });
    await update(3, { state: 'closed' }, { state: 'open' });
    await update(4, { title: 'C' }, { title: 'B' });
    expect(live.map(({ change }) => change?.fields)).toEqual([
      { title: 'A', state: 'open' },
      { title: 'B', size: 3 },
      { state: 'closed' },
      { title: 'C' },
    ]);
    expect((await drain(START)).rows).toEqual(live);
  });
});

describe('the lease', () => {
  it('is held by one, and who lost it moves nothing any more', async () => {
    const first = await claimRelay(store, 'first', 60_000);
    expect(await claimRelay(store, 'second', 60_000)).toBeNull();
    await store.query(`update event_relay set leased_until = now() - interval '1 second'`);
    const second = await claimRelay(store, 'second', 60_000);
    expect(second!.epoch).toBeGreaterThan(first!.epoch);
    expect(await saveRelay(store, first!.epoch, { seen: '9:9:', until: null, afterId: 0 }, 5, 60_000)).toBe(false);
    await releaseRelay(store, first!.epoch);
    expect(await claimRelay(store, 'first', 60_000)).toBeNull();
    await releaseRelay(store, second!.epoch);
    expect((await claimRelay(store, 'first', 60_000))?.cursor).toEqual(START);
  });
});

describe('events that wait', () => {
  const options = {
    rawMs: DAY_MS,
    eventsMs: DAY_MS,
    unsentEventsMs: 4 * DAY_MS,
    inboxMs: DAY_MS,
    processesMs: DAY_MS,
    itemsMs: DAY_MS,
  };
  const age = (days: number) => store.query(`update events set at = at - make_interval(days => $1)`, [days]);

  it('are counted with the age of the oldest, and are none once they are handed on', async () => {
    const lease = (await claimRelay(store, 'relay', 60_000))!;
    await note('one');
    await note('two');
    await age(1);
    const before = await readRelayStatus(store);
    expect(before?.waiting).toBe(2);
    expect(before!.lagMs).toBeGreaterThan(DAY_MS - 1_000);
    await saveRelay(store, lease.epoch, (await drain(START)).cursor, 2, 60_000);
    expect(await readRelayStatus(store)).toMatchObject({ waiting: 0, lagMs: 0, published: 2 });
  });

  it('outlive their time until the bus has them, but not for ever', async () => {
    const lease = (await claimRelay(store, 'relay', 60_000))!;
    await note('sent');
    await saveRelay(store, lease.epoch, (await drain(START)).cursor, 1, 60_000);
    await note('waiting');
    await age(2);
    await applyRetention(store, { ...options, hasBus: true });
    expect(await giveUpEvents(store, options.unsentEventsMs, 100)).toBe(0);
    expect((await store.query('select type from events')).rows).toEqual([{ type: 'waiting' }]);
    await age(3);
    expect(await giveUpEvents(store, options.unsentEventsMs, 100)).toBe(1);
  });

  it('go by their time where there is no bus', async () => {
    await claimRelay(store, 'an earlier relay', 60_000);
    await note('waiting');
    await age(2);
    await applyRetention(store, options);
    expect((await store.query('select type from events')).rows).toEqual([]);
  });
});

it('hands everything that is kept on again after a dump was restored into a younger cluster', async () => {
  await note('kept');
  const lease = (await claimRelay(store, 'relay', 60_000))!;
  await saveRelay(store, lease.epoch, { seen: '4000000000:4000000000:', until: null, afterId: 0 }, 1, 60_000);
  await store.query(`update events set tx = '3999999999'`);
  await migrateStore(database.url);
  const again = await claimRelay(store, 'relay', 60_000);
  expect(typesOf((await drain(again!.cursor)).rows)).toEqual(['kept']);
});

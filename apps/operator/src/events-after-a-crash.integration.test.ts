import { mkdtempSync, rmSync } from 'node:fs';
import { createLogger } from '@syncline/observability';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@syncline/runtime';
import { createStore, type EventRow, insertEvent, migrateStore, type Store } from '@syncline/store';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createEventHubs, type EventHub } from './event-hub.ts';

const dataDir = mkdtempSync('/var/tmp/syncline-events-test-');
let server: EmbeddedPostgres;
let store: Store;
let hub: EventHub;

beforeAll(async () => {
  // A log that is written late makes the window of ADR 6 wide open: whatever nobody waits for is lost with the server.
  server = await startEmbeddedPostgres({
    dataDir,
    settings: { wal_writer_delay: '10s', autovacuum: 'off', bgwriter_delay: '10s' },
  });
  await migrateStore(server.url);
  store = createStore({ databaseUrl: server.url });
  const logger = createLogger({ name: 'test', level: 'silent' });
  hub = createEventHubs({ store, logger, pollMs: 20 }).of(1);
}, 60_000);

afterAll(async () => {
  hub.close();
  await store.close();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function happen(n: number, mayBeUndone = false): Promise<void> {
  await store.transaction((tx) => insertEvent(tx, { workspaceId: 1, type: 'test.happened', payload: { n } }), {
    mayBeUndone,
  });
}

/** The server ends at once, as when its machine does: what it had not written is gone. */
async function crash(): Promise<void> {
  const before = server.pid();
  process.kill(before, 'SIGQUIT');
  await vi.waitFor(
    async () => {
      expect(server.pid()).not.toBe(before);
      await store.query('select 1');
    },
    { timeout: 60_000, interval: 100 },
  );
}

/** Follows from a position until that event came; tells the numbers of all, and where the last of them stands. */
async function follow(after: string | null, until: number): Promise<{ numbers: unknown[]; position: string }> {
  const seen: EventRow[] = [];
  for await (const rows of hub.follow(after, new AbortController().signal)) {
    seen.push(...rows);
    if (rows.some((row) => row.payload?.n === until)) break;
  }
  return { numbers: seen.map((row) => row.payload?.n), position: seen.at(-1)?.position ?? '' };
}

it('a client that comes back after a crash of the server misses nothing, though transaction ids are given anew', async () => {
  await happen(0);
  const start = await follow('0-0', 0);
  for (const n of [1, 2, 3]) await happen(n, true);
  const before = await follow(start.position, 3);
  expect(before.numbers).toEqual([1, 2, 3]);
  await crash();
  await happen(4);
  expect((await follow(before.position, 4)).numbers).toEqual([4]);
}, 60_000);

it('a stream that began with now, and lives through a crash, misses nothing either', async () => {
  for (const n of [10, 11, 12]) await happen(n, true);
  const following = follow(null, 13);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await crash();
  await happen(13);
  expect((await following).numbers.at(-1)).toBe(13);
}, 60_000);

import { setTimeout as sleep } from 'node:timers/promises';
import { createTrelloSandbox, type TrelloSandbox } from '@syncline/connector-trello/sandbox';
import { createScratchDatabase, type SyncEngine, startSyncEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackfill } from '../processes/start-process.ts';
import { childrenOf, expectExactCounts } from '../testing/process-rows.ts';
import { trelloSide } from '../testing/trello-and-github.ts';

const CARDS = 10_050;
/** Of the fifty windows of cards and the ten pages of ids, how many are asked for when the engine is killed. */
const LIVES = [25, 45, Number.POSITIVE_INFINITY];

/** Pages of one fetcher under way at a time, live lane included. */
const PAGES_AT_A_TIME = 14;

describe('a backfill of a board of ten thousand cards', () => {
  let trello: TrelloSandbox;
  let database: Awaited<ReturnType<typeof createScratchDatabase>>;
  let engine: SyncEngine;

  beforeAll(async () => {
    const rateLimit = { limit: 1_000_000, windowMs: 10_000 };
    trello = await createTrelloSandbox({ cards: CARDS, boards: 1, comments: false, rateLimit });
    database = await createScratchDatabase();
  });
  afterAll(async () => {
    await engine?.stop();
    await database?.drop();
    await trello?.close();
  });

  const pagesRead = () => trello.requestCount(/\/cards\?.*limit=/);

  const begin = async (diesAt: number) => {
    engine = await startSyncEngine({
      sides: [{ ...trelloSide(trello), settings: { streams: ['cards'] } }],
      database: { url: database.url, queue: { kind: 'postgres', databaseUrl: database.url } },
      crashNow: () => pagesRead() >= diesAt,
      workers: false,
    });
  };

  async function mergedPages(): Promise<number> {
    const { rows } = await engine.ctx.store.query<{ n: number }>(
      `select count(*)::int as n from pages where kind = 'list' and state = 'merged'`,
    );
    return rows[0]!.n;
  }

  it('is what Trello has, card by card, though the engine was killed twice', async () => {
    let processId: string | undefined;
    const merged: number[] = [];
    for (const diesAt of LIVES) {
      await begin(diesAt);
      processId ??= (await startBackfill(engine.ctx, { connectionId: engine.connectionId('trello') })).processId;
      merged.push(await mergedPages());
      engine.startWorkers();
      if (diesAt === Number.POSITIVE_INFINITY) await engine.quiet(240_000);
      else {
        while (!engine.crashed()) await sleep(20);
        await engine.stop();
      }
    }
    expect(merged[1]).toBeGreaterThan(merged[0]!);
    expect(merged[2]).toBeGreaterThan(merged[1]!);
    // What was being read when an engine died is read again, and nothing else; the first page of ids is the plan's.
    expect(pagesRead() - (await mergedPages())).toBeLessThanOrEqual(2 * PAGES_AT_A_TIME + 1);
    const [cards, ...others] = await childrenOf(engine.ctx, processId ?? '');
    expect(others).toEqual([]);
    expect(cards).toMatchObject({ state: 'completed', linked: CARDS });
    expectExactCounts(cards!);

    const { rows } = await engine.ctx.store.query<{ id: string; fields: Record<string, unknown> }>(
      `select external_id as id, seen as fields from mappings where stream = 'cards'`,
    );
    const graph = new Map(rows.map(({ id, fields }) => [id, fields]));
    for (const truth of trello.cards(trello.boards()[0]!.id)) {
      expect(graph.get(truth.id), truth.id).toMatchObject({
        name: truth.name,
        description: truth.desc.replace(/\r+$/, '') || null,
        list: truth.list,
        state: truth.closed ? 'closed' : 'open',
        labels: truth.labels,
        assignees: truth.members,
        due: truth.due,
        due_complete: truth.dueComplete,
        number: truth.number,
      });
      graph.delete(truth.id);
    }
    expect([...graph.keys()]).toEqual([]);
  }, 300_000);
});

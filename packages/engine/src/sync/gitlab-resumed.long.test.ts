import { setTimeout as sleep } from 'node:timers/promises';
import { createGitLabSandbox, type GitLabSandbox } from '@syncline/connector-gitlab/sandbox';
import { createScratchDatabase, type SyncEngine, startSyncEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackfill } from '../processes/start-process.ts';
import { childrenOf, expectExactCounts } from '../testing/process-rows.ts';

/** Just more than GitLab gives totals of. */
const ISSUES = 10_050;
/** Of the hundred pages and more, how many are asked for when the engine is killed. */
const LIVES = [50, 85, Number.POSITIVE_INFINITY];

/** Pages of one fetcher under way at a time, live lane included. */
const PAGES_AT_A_TIME = 14;

describe('a backfill of more issues than GitLab counts', () => {
  let gitlab: GitLabSandbox;
  let database: Awaited<ReturnType<typeof createScratchDatabase>>;
  let engine: SyncEngine;

  beforeAll(async () => {
    gitlab = await createGitLabSandbox({
      issues: ISSUES,
      projects: 1,
      tasks: 0,
      comments: false,
      rateLimit: { limit: 1_000_000, windowMs: 60_000 },
    });
    database = await createScratchDatabase();
  });
  afterAll(async () => {
    await engine?.stop();
    await database?.drop();
    await gitlab?.close();
  });

  const pagesRead = () => gitlab.requestCount(/\/issues\?.*per_page=100&.*created_/);

  const begin = async (diesAt: number) => {
    engine = await startSyncEngine({
      sides: [
        {
          name: 'gitlab',
          connector: 'gitlab',
          url: gitlab.url,
          settings: { group: gitlab.group, streams: ['issues'] },
          secrets: { token: gitlab.token },
        },
      ],
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

  it('is what GitLab has, record by record, though the engine was killed twice', async () => {
    let processId: string | undefined;
    const merged: number[] = [];
    for (const diesAt of LIVES) {
      await begin(diesAt);
      processId ??= (await startBackfill(engine.ctx, { connectionId: engine.connectionId('gitlab') })).processId;
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
    // What was being read when an engine died is read again, and nothing else.
    expect(pagesRead() - (await mergedPages())).toBeLessThanOrEqual(2 * PAGES_AT_A_TIME);
    const [issues, ...others] = await childrenOf(engine.ctx, processId ?? '');
    expect(others).toEqual([]);
    expect(issues).toMatchObject({ state: 'completed', records_expected: ISSUES, linked: ISSUES });
    expectExactCounts(issues!);

    const { rows } = await engine.ctx.store.query<{ id: string; fields: Record<string, unknown> }>(
      `select external_id as id, seen as fields from mappings where stream = 'issues'`,
    );
    const graph = new Map(rows.map(({ id, fields }) => [id, fields]));
    for (const truth of gitlab.issues('acme/api')) {
      if (truth.type !== 'issue' && truth.type !== 'incident') continue;
      expect(graph.get(String(truth.id)), `#${truth.iid}`).toMatchObject({
        title: truth.title,
        description: truth.description === '' ? null : truth.description,
        state: truth.state,
        labels: [...truth.labels].sort(),
        assignees: truth.assignees.map(String).sort(),
        due_date: truth.dueDate,
        weight: truth.weight,
        confidential: truth.confidential,
      });
      graph.delete(String(truth.id));
    }
    expect([...graph.keys()]).toEqual([]);
  }, 300_000);
});

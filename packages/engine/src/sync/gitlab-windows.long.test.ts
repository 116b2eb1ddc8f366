import { setTimeout as sleep } from 'node:timers/promises';
import { createGitLabSandbox, type GitLabSandbox } from '@syncline/connector-gitlab/sandbox';
import { type SyncEngine, startSyncEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackfill, startIncremental } from '../processes/start-process.ts';
import { childrenOf, expectExactCounts } from '../testing/process-rows.ts';

const PROJECT = 'acme/api';
const ISSUES = 1_200;
const TASKS = 1_010;

/** Long lists have no totals at GitLab: here from 1,100 on, so that a few thousand records are windows. */
describe('a project that GitLab gives no totals of', () => {
  let gitlab: GitLabSandbox;
  let engine: SyncEngine;
  const deleted = new Set<string>();

  beforeAll(async () => {
    gitlab = await createGitLabSandbox({
      issues: ISSUES,
      tasks: TASKS,
      projects: 1,
      workItems: 0,
      totalsUpTo: 1_100,
      isLicensed: false,
      rateLimit: { limit: 1_000_000, windowMs: 60_000 },
    });
    engine = await startSyncEngine({
      sides: [
        {
          name: 'gitlab',
          connector: 'gitlab',
          url: gitlab.url,
          settings: { group: gitlab.group, streams: ['issues', 'work_items', 'comments'] },
          secrets: { token: gitlab.token },
        },
      ],
      logLevel: (process.env['TEST_LOG'] as 'warn') ?? 'silent',
    });
  });
  afterAll(async () => {
    await engine?.stop();
    await gitlab?.close();
  });

  interface Kept {
    readonly id: string;
    readonly stream: string;
    readonly fields: Record<string, unknown>;
  }

  async function graph(): Promise<Map<string, Kept>> {
    const { rows } = await engine.ctx.store.query<Kept>(
      'select external_id as id, stream, seen as fields from mappings where connection_id = $1',
      [engine.connectionId('gitlab')],
    );
    return new Map(rows.map((row) => [`${row.stream}/${row.id}`, row]));
  }

  const streamOf = (type: string) => (type === 'task' ? 'work_items' : 'issues');

  /** Edits, deletes and creates all over the project, until the engine has read it. */
  async function disturb(signal: AbortSignal): Promise<number> {
    let done = 0;
    for (; !signal.aborted; done += 1) {
      const iid = 1 + ((done * 997) % (ISSUES + TASKS));
      const issue = gitlab.issue(PROJECT, iid);
      if (issue && done % 3 === 0) {
        for (const { id } of gitlab.comments(PROJECT, iid)) deleted.add(`comments/${id}`);
        deleted.add(`${streamOf(issue.type)}/${issue.id}`);
        gitlab.deleteIssue(PROJECT, iid);
      } else if (issue) gitlab.editIssue(PROJECT, iid, { title: `Edited ${done}`, state: 'closed' });
      if (done % 10 === 0) gitlab.createIssue(PROJECT, { title: `Made meanwhile ${done}` });
      await sleep(10);
    }
    return done;
  }

  it('is read by windows of creation, and misses nothing though records are edited and deleted meanwhile', async () => {
    const before = [...gitlab.issues(PROJECT)];
    const comments = before.flatMap(({ iid }) => gitlab.comments(PROJECT, iid).filter(({ system }) => !system));
    const stop = new AbortController();
    const disturbed = disturb(stop.signal);
    const { processId } = await startBackfill(engine.ctx, { connectionId: engine.connectionId('gitlab') });
    await engine.quiet(120_000).finally(() => stop.abort());
    expect(await disturbed).toBeGreaterThan(100);
    expect(deleted.size).toBeGreaterThan(50);

    const found = await graph();
    const missing = (keys: readonly string[]) => keys.filter((key) => !found.has(key) && !deleted.has(key));
    expect(missing(before.map(({ type, id }) => `${streamOf(type)}/${id}`))).toEqual([]);
    expect(missing(comments.map(({ id }) => `comments/${id}`))).toEqual([]);

    const children = await childrenOf(engine.ctx, processId);
    expect(children.map(({ stream, state }) => [stream, state])).toEqual([
      ['comments', 'completed'],
      ['issues', 'completed'],
      ['work_items', 'completed'],
    ]);
    for (const child of children) expectExactCounts(child);
    const { rows } = await engine.ctx.store.query<{ stream: string; windows: number; numbered: number }>(
      `select stream, count(*) filter (where cursor->>'window' = 'start')::int as windows,
         count(*) filter (where cursor = '{"page":1}')::int as numbered
       from pages where kind = 'list' group by stream order by stream`,
    );
    expect(rows.map(({ stream, numbered }) => [stream, numbered])).toEqual([
      ['comments', 0],
      ['issues', 0],
      ['work_items', 0],
    ]);
    expect(rows[0]!.windows).toBeGreaterThanOrEqual(Math.floor((ISSUES + TASKS) / 200));
    expect(rows[1]!.windows).toBeGreaterThanOrEqual(3);
    expect(rows[2]!.windows).toBeGreaterThanOrEqual(2);
  }, 150_000);

  it('is what GitLab has, record by record, once its changes were polled', async () => {
    await startIncremental(engine.ctx, { connectionId: engine.connectionId('gitlab') });
    await engine.quiet(120_000);
    const found = await graph();
    let compared = 0;
    for (const truth of gitlab.issues(PROJECT)) {
      const key = `${streamOf(truth.type)}/${truth.id}`;
      expect(found.get(key)?.fields, key).toMatchObject({
        title: truth.title,
        description: truth.description === '' ? null : truth.description,
        state: truth.state,
        labels: [...truth.labels].sort(),
        assignees: truth.assignees.map(String).sort(),
        due_date: truth.dueDate,
      });
      found.delete(key);
      compared += 1;
      for (const note of gitlab.comments(PROJECT, truth.iid)) {
        if (note.system) continue;
        expect(found.get(`comments/${note.id}`)?.fields).toMatchObject({ body: note.body });
        found.delete(`comments/${note.id}`);
      }
    }
    expect(compared).toBeGreaterThan((ISSUES + TASKS) / 2);
    // People came with what they wrote; labels and milestones are not read here. The rest had been read and was deleted then.
    expect([...found.keys()].filter((key) => !deleted.has(key) && !key.startsWith('users/'))).toEqual([]);
  }, 150_000);
});

import { createGitHubSandbox, type GitHubSandbox } from '@syncline/connector-github/sandbox';
import { type SyncEngine, startSyncEngine } from '@syncline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBackfill } from '../processes/start-process.ts';
import { applyConfiguration } from './apply-configuration.ts';

let gitHub: GitHubSandbox;
let engine: SyncEngine;

beforeAll(async () => {
  gitHub = await createGitHubSandbox({ issues: 30, repositories: 1, pullRequests: 0, projectItems: 0 });
  engine = await startSyncEngine({
    sides: [
      {
        name: 'github',
        connector: 'github',
        url: gitHub.url,
        settings: { owner: gitHub.org, ownerType: 'org' },
        secrets: { token: gitHub.token },
      },
    ],
  });
});

afterAll(async () => {
  await engine?.stop();
  await gitHub?.close();
});

/** The windows of the workspace, through what a file comes to. */
async function applyWindows(windows: Record<string, { from: string; to: string }>): Promise<void> {
  const connections = { github: { connector: 'github', managed_by: 'api' as const } };
  const none = { sync_configs: {}, schedules: {}, alerts: {}, alert_routes: {}, identity: {}, insights: {} };
  const section = { ...none, connections, windows };
  const resolved = { workspaces: { default: section } };
  const outcome = await applyConfiguration(engine.ctx, {
    resolved,
    places: {},
    take: null,
    actor: 'test',
    ownWorkspaceId: 1,
    mayConnect: false,
  });
  expect(outcome.outcome).toBe('applied');
}

/** An hour that begins in so many hours, UTC. */
function hourIn(hours: number): { from: string; to: string } {
  const at = (offset: number): string =>
    new Date(engine.ctx.clock.now().getTime() + offset * 3_600_000).toISOString().slice(11, 16);
  return { from: at(hours), to: at(hours + 1) };
}

const bulkPages = async () => {
  const { rows } = await engine.ctx.store.query<{ state: string; waits: boolean; error: string | null }>(
    `select state, coalesce(next_attempt_at > now() + interval '1 hour', false) as waits, error from pages where lane = 'bulk'`,
  );
  return rows;
};

it('bulk pages wait outside of the windows, live work does not, and a window that is opened lets them go at once', async () => {
  await applyWindows({ later: hourIn(6) });
  await startBackfill(engine.ctx, { connectionId: engine.connectionId('github'), streams: ['issues'] });
  await expect
    .poll(async () => (await bulkPages()).filter(({ waits }) => waits).length, { timeout: 60_000 })
    .toBeGreaterThan(0);
  expect(await bulkPages()).toEqual([
    { state: 'queued', waits: true, error: expect.stringContaining('may not run before') as string },
  ]);

  const repository = gitHub.repositories()[0]!;
  const [issue] = [...gitHub.issues(repository)];
  const locator = `${repository}#${issue!.number}`;
  const answer = await fetch(`${gitHub.url}/repos/${repository}`, {
    headers: { authorization: `Bearer ${gitHub.token}` },
  });
  const { id } = (await answer.json()) as { id: number };
  await engine.hint('github', {
    stream: 'issues',
    externalId: String(issue!.id),
    locator,
    scope: `${id}:${repository}`,
  });
  const issues = async (): Promise<number> =>
    (
      await engine.ctx.store.query<{ count: number }>(
        `select count(*)::int as count from mappings where stream = 'issues'`,
      )
    ).rows[0]!.count;
  await expect.poll(issues, { timeout: 60_000 }).toBe(1);
  expect((await bulkPages()).map(({ state }) => state)).toEqual(['queued']);

  await applyWindows({ later: hourIn(6), now: hourIn(-0.5) });
  await engine.quiet();
  expect(await issues()).toBe(30);
});

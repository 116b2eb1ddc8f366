import { insertHints } from '@syncline/store';
import { startTestEngine, type TestEngine, type TestEngineOptions } from '@syncline/testing';
import { startBackfill } from '../processes/start-process.ts';
import { createEngineSteps, type EngineSteps } from './engine-steps.ts';

/** Where all issues are, unless there are more repositories. */
export const REPOSITORY = 'acme/api';

/** An engine whose steps the test takes, over a simulated GitHub of which it reads nothing but the issues. */
export interface IssuesEngine extends TestEngine {
  readonly steps: EngineSteps;
  /** An issue of the first repository as GitHub has it now. */
  issue(number: number): { readonly id: number; readonly number: number; readonly title: string };
  /** Reads everything, to the end. */
  backfill(): Promise<string>;
  /** A backfill whose list pages are planned and not yet read; returns the first one's id. */
  planList(): Promise<number>;
  /** The same with its first page read and not yet normalised. */
  fetchList(): Promise<number>;
  /** Leaves hints about an issue, as deliveries do. */
  hint(number: number, more?: { readonly op?: 'changed' | 'deleted'; readonly count?: number }): Promise<void>;
}

export async function startIssuesEngine(
  issues: number,
  { repositories = 1, ...more }: { readonly repositories?: number } & Omit<TestEngineOptions, 'sandbox'> = {},
): Promise<IssuesEngine> {
  const engine = await startTestEngine({
    workers: false,
    sandbox: { issues, repositories, pullRequests: 0, comments: false },
    streams: ['issues'],
    ...more,
  });
  const { ctx, connectionId, sandbox } = engine;
  const steps = createEngineSteps(ctx);
  // A deleted issue keeps its id.
  const known = new Map([...sandbox.issues(REPOSITORY)].map((issue) => [issue.number, issue]));
  const issue = (number: number) =>
    [...sandbox.issues(REPOSITORY)].find((candidate) => candidate.number === number) ?? known.get(number)!;
  const start = async (): Promise<string> => (await startBackfill(ctx, { connectionId })).processId;
  const planList = async (): Promise<number> => {
    await start();
    await steps.plan();
    await steps.plan();
    for (const { id } of await steps.pages('queued')) await steps.fetch(id);
    return (await steps.pages('queued'))[0]!.id;
  };
  return {
    ...engine,
    steps,
    issue,
    backfill: async () => {
      const processId = await start();
      await steps.settle();
      return processId;
    },
    planList,
    fetchList: async () => {
      const pageId = await planList();
      await steps.fetch(pageId);
      return pageId;
    },
    hint: async (number, { op = 'changed', count = 1 } = {}) => {
      const { rows } = await ctx.store.query<{ scope: string }>(
        `select scope from pages where stream = 'issues' and scope like '%:' || $1 limit 1`,
        [REPOSITORY],
      );
      const hint = {
        workspaceId: 1,
        connectionId,
        stream: 'issues',
        externalId: String(issue(number).id),
        locator: `${REPOSITORY}#${number}`,
        scope: rows[0]?.scope ?? `1:${REPOSITORY}`,
        op,
        source: 'webhook' as const,
        inboxId: null,
      };
      await insertHints(
        ctx.store,
        Array.from({ length: count }, () => hint),
      );
    },
  };
}

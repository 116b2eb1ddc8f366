import { type Projected, type StateCache, sumOf, type ValueVersion, workspacePrefix } from '@syncline/state-cache';
import {
  type LedgerEntry,
  listWorkspaces,
  loadSubjects,
  noteStateCacheReport,
  pageLedger,
  pageSubjects,
  readLedger,
  type StateCacheKeeperRow,
  type StateCacheReport,
  type StateCacheTask,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { type Workspace, withFullKeys } from './changes.ts';
import type { KeeperState } from './keeper-state.ts';
import { boardsOf, isLiveProject, projected, summariesOf } from './project-changes.ts';
import { createRepairs, type Repairs } from './repairs.ts';

const SUBJECTS_A_PAGE = 1_000;
const BOARDS_A_PAGE = 100;
const LEDGER_A_PAGE = 5_000;
const EXAMPLES = 10;
/** Sorts before every id. */
const FIRST = '00000000-0000-0000-0000-000000000000';

/** What a comparison carries along. */
interface Comparison {
  readonly task: StateCacheTask;
  readonly startedAt: Date;
  readonly checkedAt: Date | null;
  /** What the cache listed when it began. */
  readonly cached: ReadonlyMap<string, ValueVersion | null>;
  /** Keys that there should be. */
  readonly expected: Set<string>;
  readonly figures: {
    keys: number;
    missing: number;
    different: number;
    extra: number;
    tooFresh: number;
    oldest: number;
  };
  readonly examples: string[];
  readonly repairs: Repairs;
}

/**
 * Compares every key of the cache with what Postgres comes to, and writes what differs; a rebuild writes all of it.
 * Values are compared by the sums that stand beside them. What changes meanwhile is no drift: `goOn` writes it, and is
 * called all the time, so that nothing waits for the end of this.
 */
export async function compareStateCache(
  ctx: EngineContext,
  state: KeeperState,
  wish: { readonly task: StateCacheTask } & Pick<StateCacheKeeperRow, 'checkedAt' | 'wantedAt'>,
  goOn: () => Promise<void>,
): Promise<StateCacheReport> {
  const startedAt = ctx.clock.now();
  const run: Comparison = {
    task: wish.task,
    startedAt,
    checkedAt: wish.checkedAt,
    cached: await listAll(ctx.stateCache),
    expected: new Set(),
    figures: { keys: 0, missing: 0, different: 0, extra: 0, tooFresh: 0, oldest: 0 },
    examples: [],
    repairs: createRepairs(ctx, state),
  };
  const known = new Set<string>();
  for (const { id, name } of await listWorkspaces(ctx.store)) {
    const workspace = { id, prefix: workspacePrefix(name) };
    for await (const pieces of everythingOf(ctx, workspace)) {
      await goOn();
      await comparePieces(ctx, state, run, workspace, pieces);
    }
    await compareLedger(ctx, state, run, workspace, known);
  }
  await goOn();
  for (const [key, version] of run.cached) {
    // Without a version it is somebody else's. What was removed lately may be listed still.
    if (version === null || run.expected.has(key) || known.has(key) || state.removed.has(key)) continue;
    drifted(run, 'extra', key, new Date(version.written_at));
    await run.repairs.remove({ workspaceId: 0, key, subject: null });
  }
  await run.repairs.end();
  return conclude(ctx, state, run, wish.wantedAt);
}

async function conclude(
  ctx: EngineContext,
  state: KeeperState,
  { task, figures: { oldest, ...figures }, startedAt, examples, repairs }: Comparison,
  wantedAt: Date | null,
): Promise<StateCacheReport> {
  const tookMs = ctx.clock.now().getTime() - startedAt.getTime();
  const report = { task, ...figures, oldestDriftMs: oldest, repaired: repairs.count(), tookMs, examples };
  const drift = report.missing + report.different + report.extra;
  ctx.metrics.stateCacheDrift.set(drift);
  ctx.metrics.stateCacheDriftAge.set(report.oldestDriftMs / 1_000);
  if (drift > 0) ctx.logger.warn({ ...report }, 'state cache differed from the truth');
  await noteStateCacheReport(ctx.store, state.holder, report, wantedAt);
  return report;
}

async function comparePieces(
  ctx: EngineContext,
  state: KeeperState,
  run: Comparison,
  workspace: Workspace,
  pieces: readonly Projected[],
): Promise<void> {
  const keys = pieces.map(({ key }) => key);
  const ledger = new Map((await readLedger(ctx.store, workspace.id, keys)).map((entry) => [entry.key, entry]));
  for (const { key, subject, content } of pieces) {
    run.figures.keys += 1;
    run.expected.add(key);
    const entry = ledger.get(key);
    const version = run.cached.get(key);
    const sha256 = sumOf(content);
    const isRight = version?.sha256 === sha256 && entry?.sha256 === sha256;
    if (isRight && run.task === 'verify') continue;
    if (isMoving(state, workspace, subject) || isNewer(entry, run)) continue;
    if (run.task === 'verify' && isTooFresh(ctx.stateCache, entry, run)) {
      run.figures.tooFresh += 1;
      continue;
    }
    // Before the first rebuild nothing was ever written, and nothing is missed.
    if (!isRight && (entry !== undefined || run.task === 'verify'))
      drifted(run, version === undefined ? 'missing' : 'different', key, entry?.writtenAt ?? null);
    const next = Math.max(entry?.version ?? 0, version?.version ?? 0) + 1;
    const put = { workspaceId: workspace.id, key, subject, content, sha256, version: next, committedAt: null };
    await run.repairs.put(put);
  }
}

/** What was written and has no meaning any more. */
async function compareLedger(
  ctx: EngineContext,
  state: KeeperState,
  run: Comparison,
  workspace: Workspace,
  known: Set<string>,
): Promise<void> {
  for (let after = ''; ; ) {
    const entries = await pageLedger(ctx.store, workspace.id, after, LEDGER_A_PAGE);
    if (entries.length === 0) return;
    after = entries.at(-1)!.key;
    for (const entry of entries) {
      known.add(entry.key);
      if (run.expected.has(entry.key) || isNewer(entry, run) || isMoving(state, workspace, entry.subject)) continue;
      drifted(run, 'extra', entry.key, entry.writtenAt);
      await run.repairs.remove({ workspaceId: workspace.id, key: entry.key, subject: entry.subject });
    }
  }
}

function drifted(run: Comparison, drift: 'missing' | 'different' | 'extra', key: string, writtenAt: Date | null): void {
  run.figures[drift] += 1;
  if (run.examples.length < EXAMPLES) run.examples.push(`${drift}: ${key}`);
  // It was right when it was written, and when all was compared last.
  const rightAt = Math.max(writtenAt?.getTime() ?? 0, run.checkedAt?.getTime() ?? 0);
  if (rightAt > 0) run.figures.oldest = Math.max(run.figures.oldest, run.startedAt.getTime() - rightAt);
}

/** What is on its way is no drift; what is about several entities moves with any of them. */
function isMoving(state: KeeperState, { id }: Workspace, subject: string | null): boolean {
  if (subject === null) return state.workspaces.has(id);
  if ((state.entities.get(id)?.size ?? 0) === 0) return state.projects.get(id)?.has(subject) ?? false;
  // The board of a project moves with any of its items.
  return true;
}

/** Written since the cache was listed. */
function isNewer(entry: LedgerEntry | undefined, { startedAt }: Comparison): boolean {
  return entry !== undefined && entry.writtenAt >= startedAt;
}

/** The cache may not show it everywhere yet. */
function isTooFresh({ limits }: StateCache, entry: LedgerEntry | undefined, { startedAt }: Comparison): boolean {
  return entry !== undefined && startedAt.getTime() - entry.writtenAt.getTime() < limits.lagMs;
}

async function listAll(cache: StateCache): Promise<Map<string, ValueVersion | null>> {
  const cached = new Map<string, ValueVersion | null>();
  for await (const page of cache.list()) for (const { key, version } of page) cached.set(key, version);
  return cached;
}

/** All that a workspace comes to, in pieces. */
export async function* everythingOf(ctx: EngineContext, workspace: Workspace): AsyncGenerator<readonly Projected[]> {
  const keyed = (pieces: readonly Projected[]): Projected[] =>
    withFullKeys(pieces, workspace, ctx.stateCache, ctx.logger);
  const projectIds: string[] = [];
  for (let after = FIRST; ; ) {
    const ids = await pageSubjects(ctx.store, workspace.id, after, SUBJECTS_A_PAGE);
    if (ids.length === 0) break;
    const rows = await loadSubjects(ctx.store, workspace.id, ids);
    projectIds.push(...rows.filter(isLiveProject).map((row) => row.id));
    yield keyed(rows.flatMap(projected));
    after = ids.at(-1)!;
  }
  const { expected } = await summariesOf(ctx, workspace);
  yield keyed(expected);
  const boards = new Map<string, Projected>();
  for (let from = 0; from < projectIds.length; from += BOARDS_A_PAGE) {
    const page = await boardsOf(ctx, workspace, projectIds.slice(from, from + BOARDS_A_PAGE));
    for (const board of page) boards.set(board.key, board);
  }
  yield keyed([...boards.values()]);
}

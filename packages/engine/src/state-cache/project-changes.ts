import {
  itemsPerColumn,
  type Projected,
  projectAgents,
  projectMetrics,
  projectPrefix,
  projectRepositories,
  projectSubject,
  projectSync,
  projectViews,
  type StateCache,
} from '@syncline/state-cache';
import {
  itemsHeldBy,
  type LedgerEntry,
  listConfiguredMembers,
  loadAgents,
  loadAgentTasks,
  loadColumns,
  loadRepositories,
  loadRepositoryTroubles,
  loadSubjects,
  loadSync,
  projectKinds,
  readAgentMemories,
  readLedger,
  readLedgerOf,
  readLedgerOfAll,
  type SubjectRow,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { type Changes, changesBetween, type Workspace, withFullKeys } from './changes.ts';

const CONFLICTS_LISTED = 500;
const kindsOfProjects: ReadonlySet<string> = new Set(projectKinds);

export interface SubjectChanges extends Changes {
  /** Projects whose items are others than before. */
  readonly projectIds: ReadonlySet<string>;
  /** Entities that have to be looked at as well: what a project holds that came or went. */
  readonly alsoIds: readonly string[];
}

/** What entities come to, and what has to be written of it. `since`: when the change of each was committed. */
export async function projectSubjects(
  ctx: EngineContext,
  cache: StateCache,
  workspace: Workspace,
  since: ReadonlyMap<string, Date>,
): Promise<SubjectChanges> {
  const ids = [...since.keys()];
  const rows = await loadSubjects(ctx.store, workspace.id, ids);
  const ledger = await readLedgerOf(ctx.store, workspace.id, ids);
  const projects = new Set(rows.filter(isLiveProject).map((row) => row.id));
  const expected = withFullKeys(rows.flatMap(projected), workspace, cache, ctx.logger);
  // A board stands as long as its project does; it is looked at apart.
  const comparable = ledger.filter(({ key, subject }) => !(isBoard(key, subject) && projects.has(subject!)));
  const changes = changesBetween(workspace, expected, comparable, (subject) => since.get(subject ?? '') ?? null);
  const moved = [...changes.puts, ...changes.removals].filter(({ key }) => key.endsWith('/metadata'));
  const cameOrWent = moved.filter((each) => !('version' in each) || each.version === 1).map(({ subject }) => subject!);
  return {
    ...changes,
    projectIds: new Set([...projects, ...rows.flatMap((row) => row.projectIds), ...ledger.flatMap(projectOfItem)]),
    alsoIds: cameOrWent.length === 0 ? [] : await itemsHeldBy(ctx.store, workspace.id, cameOrWent),
  };
}

export function projected(row: SubjectRow): Projected[] {
  return projectSubject(row, kindsOfProjects.has(row.kind));
}

export function isLiveProject(row: SubjectRow): boolean {
  return kindsOfProjects.has(row.kind) && !row.isDeleted;
}

function isBoard(key: string, subject: string | null): boolean {
  return subject !== null && key.endsWith(`${projectPrefix(subject)}views`);
}

function projectOfItem({ key }: LedgerEntry): string[] {
  return /projects\/([0-9a-f-]{36})\/items\//.exec(key)?.slice(1) ?? [];
}

/** Boards of projects, and the figures of those that are repositories. */
export async function projectBoards(
  ctx: EngineContext,
  cache: StateCache,
  workspace: Workspace,
  since: ReadonlyMap<string, Date>,
): Promise<Changes> {
  const expected = await boardsOf(ctx, workspace, [...since.keys()]);
  const keyed = withFullKeys(expected, workspace, cache, ctx.logger);
  const ledger = await readLedger(
    ctx.store,
    workspace.id,
    keyed.map(({ key }) => key),
  );
  const oldest = [...since.values()].reduce<Date | null>((a, b) => (a && a < b ? a : b), null);
  return changesBetween(workspace, keyed, ledger, (subject) => since.get(subject ?? '') ?? oldest);
}

export async function boardsOf(
  ctx: EngineContext,
  workspace: Workspace,
  projectIds: readonly string[],
): Promise<Projected[]> {
  const { store } = ctx;
  const live = (await loadSubjects(store, workspace.id, projectIds)).filter(isLiveProject).map((row) => row.id);
  const repositories = await loadRepositories(store, workspace.id);
  const paths = new Set(repositories.filter((place) => live.includes(place.entityId)).map((place) => place.path));
  const places = repositories.filter((place) => paths.has(place.path));
  const ids = [...new Set([...live, ...places.map((place) => place.entityId)])];
  const columns = Map.groupBy(
    await loadColumns(store, workspace.id, ids, itemsPerColumn),
    (column) => column.projectId,
  );
  const named = Map.groupBy(places, (place) => place.path);
  return [
    ...live.map((id) => projectViews(id, columns.get(id) ?? [])),
    ...[...named].map(([path, group]) => {
      const entities = [...new Set(group.map((place) => place.entityId))];
      return projectMetrics(
        path,
        entities.flatMap((id) => columns.get(id) ?? []),
      );
    }),
  ];
}

/** What is about a whole workspace: its sync, its agents, and how its repositories stand. */
export async function projectSummaries(
  ctx: EngineContext,
  cache: StateCache,
  workspace: Workspace,
  since: Date | null,
): Promise<Changes> {
  const { expected, paths } = await summariesOf(ctx, workspace);
  const standing = await readLedgerOfAll(ctx.store, workspace.id);
  const figures = new Set([...paths].map((path) => `${workspace.prefix}repos/${path}/metrics`));
  return changesBetween(
    workspace,
    withFullKeys(expected, workspace, cache, ctx.logger),
    standing.filter(({ key }) => !figures.has(key)),
    () => since,
  );
}

export async function summariesOf(
  ctx: EngineContext,
  { id }: Workspace,
): Promise<{ expected: Projected[]; paths: ReadonlySet<string> }> {
  const { store } = ctx;
  const repositories = await loadRepositories(store, id);
  const agents = await loadAgents(store, id);
  const agentIds = agents.map((agent) => agent.id);
  const expected = [
    ...projectSync(await loadSync(store, id, CONFLICTS_LISTED)),
    ...projectRepositories(
      repositories,
      repositories.length === 0 ? [] : await loadRepositoryTroubles(store, id),
      repositories.length === 0 ? [] : await listConfiguredMembers(store, id),
      ctx.clock.now(),
    ),
    ...projectAgents(agents, await loadAgentTasks(store, id, agentIds), await readAgentMemories(store, id, agentIds)),
  ];
  return { expected, paths: new Set(repositories.map((place) => place.path)) };
}

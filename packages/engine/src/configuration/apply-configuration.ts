import { SynclineError } from '@syncline/core';
import {
  ensureWorkspace,
  findWorkspace,
  lockConfiguration,
  lockSyncConfigs,
  type Sql,
  writeAudit,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { compilePlan } from '../sync/compile-plan.ts';
import { loadFieldSchemas } from '../sync/load-plan.ts';
import { applySchedules } from './apply-schedules.ts';
import type { ResolvedConfiguration } from './configuration-schema.ts';
import { plant, pointerOf } from './document-tree.ts';
import { type LiveWorkspace, readLive } from './live-resources.ts';
import {
  fileResources,
  hasDrift,
  type PlanEntry,
  type PlannedResource,
  planDigest,
  planWorkspace,
  type Take,
} from './plan-configuration.ts';
import { schemaProblems } from './schema-problems.ts';
import { stepsOf } from './steps-of.ts';
import { writeResource } from './write-resource.ts';

export interface ConfigurationInput {
  readonly resolved: ResolvedConfiguration;
  /** By pointer into the resolved file: `file:line`. */
  readonly places: Readonly<Record<string, string>>;
  /** Who is right where file and API disagree; null: that is refused. */
  readonly take: Take | null;
  /** The digest of the plan that was looked at; another one refuses it. */
  readonly expected?: string;
  readonly actor: string;
  /** The only workspace that is the caller's to configure; null: all are. */
  readonly ownWorkspaceId: number | null;
  /** Whether the caller may say where credentials are, and whom they are shown: only who has the machine may. */
  readonly mayConnect: boolean;
  readonly why?: string;
  /** Checks everything and changes nothing. */
  readonly dryRun?: boolean;
}

export interface ConfigurationPlan {
  readonly digest: string;
  readonly resources: readonly PlannedResource[];
}

export interface ConfigurationDone {
  readonly outcome: 'applied' | 'planned';
  readonly plan: ConfigurationPlan;
  /** Workspaces whose entities have to be looked at again, which may take minutes. */
  readonly reevaluate: readonly number[];
}

export type ConfigurationRefusal =
  /** File and API disagree and nobody has said which is right, or it is not the plan that was looked at. */
  | { readonly outcome: 'drift' | 'stale'; readonly plan: ConfigurationPlan }
  | { readonly outcome: 'no_workspace'; readonly workspace: string }
  | { readonly outcome: 'may_not_connect'; readonly connections: readonly string[] }
  | {
      readonly outcome: 'invalid';
      readonly problems: readonly { readonly pointer: string; readonly message: string }[];
    };

export type ConfigurationOutcome = ConfigurationDone | ConfigurationRefusal;

/** Brings everything that a file names to what it says, in one transaction; the same file again changes nothing. */
export async function applyConfiguration(ctx: EngineContext, input: ConfigurationInput): Promise<ConfigurationOutcome> {
  try {
    return await ctx.store.transaction(async (tx) => {
      const outcome = await apply(ctx, tx, input);
      if (input.dryRun || outcome.outcome !== 'applied') throw new Ended(outcome);
      return outcome;
    });
  } catch (thrown) {
    if (thrown instanceof Ended) return thrown.outcome;
    throw thrown;
  }
}

interface Section {
  readonly name: string;
  readonly workspaceId: number;
  readonly live: LiveWorkspace;
  readonly entries: readonly PlanEntry[];
}

async function apply(ctx: EngineContext, tx: Sql, input: ConfigurationInput): Promise<ConfigurationOutcome> {
  await lockSyncConfigs(tx);
  await lockConfiguration(tx);
  const sections: Section[] = [];
  for (const [name, section] of Object.entries(input.resolved.workspaces)) {
    const found = await findWorkspace(tx, name);
    if (input.ownWorkspaceId !== null && found !== input.ownWorkspaceId)
      return { outcome: 'no_workspace', workspace: name };
    const workspaceId = found ?? (await ensureWorkspace(tx, name));
    const live = await readLive(tx, workspaceId);
    const files = fileResources(name, section, ctx.config.syncDefaults);
    sections.push({ name, workspaceId, live, entries: planWorkspace(name, files, live, input.take) });
  }
  const entries = sections.flatMap((section) => section.entries);
  const resources = entries.map(({ planned }) => planned);
  const plan = { digest: planDigest(resources), resources };
  if (input.expected !== undefined && input.expected !== plan.digest) return { outcome: 'stale', plan };
  const isUndecided = hasDrift(entries) && input.take === null;
  if (isUndecided && !input.dryRun) return { outcome: 'drift', plan };
  const connected = input.mayConnect ? [] : entries.filter(({ planned }) => isConnected(planned));
  if (connected.length > 0 && !input.dryRun)
    return { outcome: 'may_not_connect', connections: connected.map(({ planned }) => planned.name) };
  const problems = sections.flatMap((section) => connectionProblems(ctx, section, input.resolved));
  if (problems.length > 0) return { outcome: 'invalid', problems };
  const reevaluate: number[] = [];
  for (const section of sections) {
    await write(ctx, tx, section, { ...input, take: input.take ?? 'file' });
    const wrong = await planProblem(ctx, tx, section);
    if (wrong) return { outcome: 'invalid', problems: [wrong] };
    if (section.entries.some(({ planned }) => isDecisive(planned))) reevaluate.push(section.workspaceId);
  }
  return { outcome: input.dryRun ? 'planned' : 'applied', plan, reevaluate };
}

async function write(
  ctx: EngineContext,
  tx: Sql,
  { workspaceId, entries }: Section,
  input: ConfigurationInput,
): Promise<void> {
  const { actor, take } = input;
  const places = new Map(Object.entries(input.places));
  const parts = { workspaceId, take, places, actor, at: ctx.clock.now() };
  for (const entry of entries) await writeResource(ctx, tx, entry, parts);
  await applySchedules(tx, workspaceId);
  const told = entries.filter(({ planned }) => planned.action !== 'none');
  await writeAudit(
    tx,
    told.map(({ planned }) => ({
      workspaceId,
      actor,
      action: 'config.applied',
      subject: `${planned.kind.replace('_', ' ')} ${planned.name}`,
      entityId: null,
      why: input.why ?? null,
      details: {
        action: planned.action,
        ...(take === null ? {} : { take }),
        changes: planned.changes.filter(({ kind }) => kind !== 'added').map(({ kind, path }) => `${kind} ${path}`),
      },
    })),
  );
}

/** What only the database shows of connections: that one is there which the file only names, and what it is. */
function connectionProblems(ctx: EngineContext, { name, live }: Section, { workspaces }: ResolvedConfiguration) {
  return Object.entries(workspaces[name]?.connections ?? {}).flatMap(([connectionName, connection]) => {
    const pointer = pointerOf(['workspaces', name, 'connections', connectionName]);
    const standing = live.connections.find((each) => each.name === connectionName);
    if (standing && standing.connector !== connection.connector)
      return [
        {
          pointer: `${pointer}/connector`,
          message: `is ${standing.connector}, and can't become another one; give the connection another name`,
        },
      ];
    if ('managed_by' in connection)
      return standing ? [] : [{ pointer, message: 'is left to the API, which has none of this name yet' }];
    const connector = ctx.connectors.get(connection.connector);
    if (!connector) return [{ pointer: `${pointer}/connector`, message: 'this version has no such connector' }];
    return schemaProblems(connector.settings, connection.settings).map(({ path, message }) => ({
      pointer: `${pointer}/settings${pointerOf(path)}`,
      message,
    }));
  });
}

/** The whole plan with what was just written; what is not enabled has to be right too, or it could not be enabled later. */
async function planProblem(ctx: EngineContext, tx: Sql, { name, workspaceId }: Section) {
  const { syncConfigs, connections } = await readLive(tx, workspaceId);
  const fieldSchemas = await loadFieldSchemas(tx, workspaceId);
  const parts = { version: '', workspaceId, connections, connectors: ctx.connectors, fieldSchemas };
  const sets = [
    syncConfigs.filter((row) => row.enabled),
    ...syncConfigs.filter((row) => !row.enabled).map((row) => [row]),
  ];
  try {
    for (const configs of sets) compilePlan({ ...parts, configs });
    return null;
  } catch (thrown) {
    if (!(thrown instanceof SynclineError) || thrown.code !== 'sync_config') throw thrown;
    const [, config = '', message = thrown.message] = /^Sync config (.*?): (.*?)\.?$/s.exec(thrown.message) ?? [];
    const settings = syncConfigs.find((row) => row.name === config)?.settings ?? {};
    const path = ['settings', ...stepsOf(thrown.field ?? '', settings)];
    const planted = plant({ settings }).places;
    const inside = [...planted].findLast(([, place]) => place.every((step, index) => step === path[index]))?.[0] ?? '';
    return { pointer: `${pointerOf(['workspaces', name, 'sync_configs', config])}${inside}`, message };
  }
}

/** Whether it is a connection that would be made, or become another one. */
function isConnected({ kind, action, changes }: PlannedResource): boolean {
  return kind === 'connection' && action !== 'none' && changes.some((change) => change.kind !== 'added');
}

/** What decisions are made by; the rest says when and how to look. */
function isDecisive({ kind, action, changes }: PlannedResource): boolean {
  if (kind !== 'sync_config' || action === 'none' || action === 'adopt') return false;
  if (action !== 'update') return true;
  return changes.some(({ path }) => path.startsWith('/settings') || path === '/enabled' || path === '/two_way_create');
}

/** Carries an outcome out of the transaction that it rolls back. */
class Ended extends Error {
  readonly outcome: ConfigurationOutcome;

  constructor(outcome: ConfigurationOutcome) {
    super('Nothing was changed');
    this.outcome = outcome;
  }
}

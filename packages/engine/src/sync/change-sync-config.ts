import { type Json, sameValue } from '@syncline/core';
import {
  deleteSyncConfig,
  enabledSyncConfigs,
  findSyncConfig,
  findSyncConfigByName,
  listConnections,
  lockSyncConfigs,
  renameSyncConfig,
  type Sql,
  type SyncConfigRow,
  type SyncConfigValues,
  saveSyncConfig,
  writeAudit,
} from '@syncline/store';
import { syncConfigTree } from '../configuration/live-resources.ts';
import { noteApiChange } from '../configuration/note-change.ts';
import { originsOfDefaults, syncConfigDefaults } from '../configuration/sync-config-defaults.ts';
import type { EngineContext } from '../context.ts';
import { compilePlan, parseSettings } from './compile-plan.ts';
import { loadFieldSchemas } from './load-plan.ts';

export interface ConfigChange {
  readonly workspaceId: number;
  /** Null: a new one, of a name that none has yet. */
  readonly id: number | null;
  /** What is absent stays as it is; of a new one it has its default. */
  readonly values: Partial<SyncConfigValues>;
  /** The version that the change was made on; another one that stands refuses it. */
  readonly expectedVersion?: number;
  readonly actor: string;
  readonly why?: string;
  /** Checks everything and changes nothing. */
  readonly dryRun?: boolean;
}

export type ConfigOutcome =
  /** `needsReevaluation`: entities have to be looked at again (`reevaluateAll`), which may take minutes. */
  | { readonly outcome: 'saved'; readonly config: SyncConfigRow; readonly needsReevaluation: boolean }
  | { readonly outcome: 'not_found' }
  | { readonly outcome: 'stale'; readonly version: number }
  | { readonly outcome: 'name_taken' };

/**
 * Creates or changes a sync config after the whole plan with it was compiled. Throws SynclineError `mapping` whose
 * field is the place in the settings; then nothing is written.
 */
export async function changeSyncConfig(ctx: EngineContext, change: ConfigChange): Promise<ConfigOutcome> {
  try {
    return await ctx.store.transaction(async (tx) => {
      const outcome = await saveSyncConfigChange(ctx, tx, change);
      if (change.dryRun && outcome.outcome === 'saved') throw new Rehearsed(outcome);
      return outcome;
    });
  } catch (thrown) {
    if (thrown instanceof Rehearsed) return thrown.outcome;
    throw thrown;
  }
}

/** Removes a sync config; what it linked stays linked, and is kept in step no longer. */
export async function removeSyncConfig(
  ctx: EngineContext,
  { workspaceId, id, expectedVersion, actor, why }: Omit<ConfigChange, 'values' | 'dryRun'> & { readonly id: number },
): Promise<{ readonly outcome: 'removed' } | Extract<ConfigOutcome, { outcome: 'not_found' | 'stale' }>> {
  return ctx.store.transaction(async (tx) => {
    await lockSyncConfigs(tx);
    const standing = await findSyncConfig(tx, workspaceId, id);
    if (!standing) return { outcome: 'not_found' };
    if (expectedVersion !== undefined && expectedVersion !== standing.version)
      return { outcome: 'stale', version: standing.version };
    await deleteSyncConfig(tx, id);
    const removed = { before: syncConfigTree(standing), after: null, by: actor, at: ctx.clock.now() };
    await noteApiChange(tx, { workspaceId, kind: 'sync_config', name: standing.name, ...removed });
    await audit(tx, workspaceId, 'sync_config.removed', standing, { actor, why });
    return { outcome: 'removed' };
  });
}

/** As `changeSyncConfig`, in the caller's transaction. */
export async function saveSyncConfigChange(ctx: EngineContext, tx: Sql, change: ConfigChange): Promise<ConfigOutcome> {
  const { workspaceId, id, expectedVersion } = change;
  await lockSyncConfigs(tx);
  const standing = id === null ? null : await findSyncConfig(tx, workspaceId, id);
  if (id !== null && !standing) return { outcome: 'not_found' };
  if (standing && expectedVersion !== undefined && expectedVersion !== standing.version)
    return { outcome: 'stale', version: standing.version };
  const name = change.values.name ?? standing?.name ?? '';
  const namesake = name === standing?.name ? null : await findSyncConfigByName(tx, workspaceId, name);
  if (namesake) return { outcome: 'name_taken' };
  const connections = await listConnections(tx, workspaceId);
  const wanted: SyncConfigValues = {
    ...syncConfigDefaults(ctx.config.syncDefaults),
    settings: {},
    ...standing,
    ...change.values,
    name,
  };
  const settings = parseSettings(wanted);
  const named = new Set(Object.values(settings.kinds).flatMap((kind) => kind.members.map((m) => m.connection)));
  const joined = connections.filter((each) => named.has(each.name)).map((each) => each.connector);
  const platform = change.values.platform ?? ([...new Set(joined)].sort().join(', ') || 'none');
  const changes = changed(standing, { ...wanted, platform });
  if (standing && changes.length === 0) return { outcome: 'saved', config: standing, needsReevaluation: false };
  if (standing && name !== standing.name) await renameSyncConfig(tx, standing.id, name);
  const row = await saveSyncConfig(tx, workspaceId, { ...wanted, platform });
  // A disabled one has to be right too, or it could not be enabled later.
  const others = (await enabledSyncConfigs(tx, workspaceId)).filter((config) => config.id !== row.id);
  const fieldSchemas = await loadFieldSchemas(tx, workspaceId);
  const parts = { version: '', workspaceId, connections, connectors: ctx.connectors, fieldSchemas };
  compilePlan({ ...parts, configs: row.enabled ? [...others, row] : [row] });
  await noteOrigins(ctx, tx, standing, row, change);
  await audit(tx, workspaceId, standing ? 'sync_config.saved' : 'sync_config.created', row, change, changes);
  const isInForce = row.enabled || standing?.enabled === true;
  const needsReevaluation = isInForce && changes.some((each) => decisive.has(each));
  return { outcome: 'saved', config: row, needsReevaluation };
}

/** What a file said of it is compared with what stands, whoever made that. */
async function noteOrigins(
  ctx: EngineContext,
  tx: Sql,
  standing: SyncConfigRow | null,
  row: SyncConfigRow,
  { values, actor }: ConfigChange,
): Promise<void> {
  const { workspaceId, name } = row;
  const noted = { workspaceId, kind: 'sync_config', by: actor, at: ctx.clock.now() } as const;
  // Under its old name it is gone, as far as a file is concerned that has it there.
  const isRenamed = standing !== null && standing.name !== name;
  if (isRenamed)
    await noteApiChange(tx, { ...noted, name: standing.name, before: syncConfigTree(standing), after: null });
  await noteApiChange(tx, {
    ...noted,
    name,
    before: standing && !isRenamed ? syncConfigTree(standing) : null,
    after: syncConfigTree(row),
    defaults: originsOfDefaults(ctx.config.syncDefaults),
    given: new Set(
      Object.keys(values).map((key) => `/${key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`),
    ),
  });
}

/** What decisions are made by; the rest says when and how to look. */
const decisive: ReadonlySet<string> = new Set(['settings', 'enabled', 'twoWayCreate']);

/** Names of what is another value now; the settings are long, and stand in the config. */
function changed(before: SyncConfigRow | null, after: SyncConfigValues): string[] {
  const names = ['name', ...Object.keys(syncConfigDefaults({})), 'settings'] as (keyof SyncConfigValues)[];
  return names.filter((name) => !before || !sameValue(before[name] as Json, after[name] as Json));
}

async function audit(
  tx: Sql,
  workspaceId: number,
  action: string,
  config: SyncConfigRow,
  by: { readonly actor: string; readonly why?: string | undefined },
  changes?: readonly string[],
): Promise<void> {
  await writeAudit(tx, [
    {
      workspaceId,
      actor: by.actor,
      action,
      subject: `sync config ${config.name}`,
      entityId: null,
      why: by.why ?? null,
      details: { id: config.id, version: config.version, enabled: config.enabled, ...(changes ? { changes } : {}) },
    },
  ]);
}

/** Carries the outcome of a dry run out of the transaction that it rolls back. */
class Rehearsed extends Error {
  readonly outcome: ConfigOutcome;

  constructor(outcome: ConfigOutcome) {
    super('A dry run');
    this.outcome = outcome;
  }
}

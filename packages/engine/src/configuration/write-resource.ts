import type { Json } from '@syncline/core';
import {
  deleteConfigResource,
  deleteCredential,
  deleteSyncConfig,
  ensureConnection,
  findSyncConfigByName,
  listConnections,
  type Sql,
  type SyncConfigRow,
  saveConfigResource,
  saveSyncConfig,
  setConnectionHealth,
  setSecretReference,
} from '@syncline/store';
import { ensureConnectionQuota } from '../connections/open-connection.ts';
import type { EngineContext } from '../context.ts';
import { leavesOf, nearest, type Tree, valueAt, withValue } from './document-tree.ts';
import { syncConfigValues } from './live-resources.ts';
import { isOwnTable } from './note-change.ts';
import type { PlanEntry, Take } from './plan-configuration.ts';
import type { Origin, PlannedChange } from './plan-resource.ts';
import { originsOfDefaults, syncConfigDefaults } from './sync-config-defaults.ts';

export interface WriteParts {
  readonly workspaceId: number;
  readonly take: Take | null;
  /** By pointer into the resolved file: `file:line`. */
  readonly places: ReadonlyMap<string, string>;
  readonly actor: string;
  readonly at: Date;
}

/** Brings one thing to what the file says, and notes where its values come from. */
export async function writeResource(ctx: EngineContext, tx: Sql, entry: PlanEntry, parts: WriteParts): Promise<void> {
  const { planned, file, live } = entry;
  const { workspaceId } = parts;
  if (file === null) return writeRemoval(tx, entry, parts);
  const isLetGo = live.tree === null && planned.changes.some(({ kind }) => keeps(kind, parts.take));
  const tree = isLetGo ? null : changed(live.tree ?? {}, entry, parts.take);
  const isNew = live.tree === null;
  if (tree !== null && (isNew || planned.changes.some(({ kind }) => writes(kind, parts.take)))) {
    if (file.kind === 'connection') await writeConnection(ctx, tx, workspaceId, file.name, tree, live.tree);
    if (file.kind === 'sync_config') await writeSyncConfig(ctx, tx, entry, workspaceId, tree);
  }
  await saveConfigResource(tx, {
    workspaceId,
    kind: file.kind,
    name: file.name,
    managedBy: 'file',
    value: isOwnTable(file.kind) ? null : (tree as Record<string, Json> | null),
    applied: Object.fromEntries(file.leaves),
    kept: keptOf(planned.changes, parts.take),
    origins: originsAfter(ctx, entry, parts, isNew && tree !== null),
  });
}

async function writeRemoval(tx: Sql, { planned, live }: PlanEntry, { workspaceId, take }: WriteParts): Promise<void> {
  const { kind, name, row } = live;
  const isReleased =
    planned.action === 'release' || (take === 'api' && planned.changes.some((change) => change.kind === 'drift'));
  if (isReleased && row) return saveConfigResource(tx, { ...row, managedBy: 'api', applied: null, kept: {} });
  const config = kind === 'sync_config' ? await findSyncConfigByName(tx, workspaceId, name) : null;
  if (config) await deleteSyncConfig(tx, config.id);
  await deleteConfigResource(tx, workspaceId, kind, name);
}

function writes(kind: PlannedChange['kind'], take: Take | null): boolean {
  return kind === 'set' || kind === 'unset' || (kind === 'drift' && take === 'file');
}

function keeps(kind: PlannedChange['kind'], take: Take | null): boolean {
  return kind === 'kept' || (kind === 'drift' && take === 'api');
}

/** What stands, with the changes of the file. */
function changed(standing: Tree, { planned, file }: PlanEntry, take: Take | null): Tree {
  let tree = standing;
  for (const { kind, path } of planned.changes) if (kind === 'unset') tree = withValue(tree, path, undefined);
  for (const { kind, path, to } of planned.changes) {
    if (kind === 'unset' || !writes(kind, take)) continue;
    if (path === '') for (const [pointer, value] of file?.leaves ?? []) tree = withValue(tree, pointer, value);
    else tree = withValue(tree, path, to);
  }
  return tree;
}

function keptOf(changes: readonly PlannedChange[], take: Take | null): Record<string, Json> {
  const kept = changes.filter(({ kind }) => keeps(kind, take));
  return Object.fromEntries(kept.map(({ path, from }) => [path, from ?? null]));
}

function originsAfter(
  ctx: EngineContext,
  entry: PlanEntry,
  parts: WriteParts,
  isMade: boolean,
): Record<string, unknown> {
  const { file, live, planned } = entry;
  const defaults = entry.planned.kind === 'sync_config' ? originsOfDefaults(ctx.config.syncDefaults) : {};
  const standing = (live.row?.origins ?? {}) as Record<string, Origin>;
  const origins: Record<string, unknown> = isMade ? { '': { source: 'default' }, ...defaults } : { ...standing };
  const stays = new Set(planned.changes.filter(({ kind }) => keeps(kind, parts.take)).map(({ path }) => path));
  const news = new Set(planned.changes.filter(({ kind }) => writes(kind, parts.take)).map(({ path }) => path));
  for (const path of news) for (const known of Object.keys(origins)) if (isBelow(known, path)) delete origins[known];
  for (const { kind, path } of planned.changes) if (kind === 'unset') delete origins[path];
  for (const path of file?.leaves.keys() ?? []) {
    if (stays.has(path) || stays.has('')) continue;
    const before = standing[path];
    const isSame = !isMade && !news.has(path) && before?.source === 'file';
    const made = isSame ? { by: before.by, at: before.at } : { by: parts.actor, at: parts.at.toISOString() };
    const at = file?.elsewhere.get(path) ?? `${file?.at ?? ''}${path}`;
    origins[path] = { source: 'file', place: nearest(parts.places, at) ?? 'file', ...made };
  }
  return origins;
}

function isBelow(pointer: string, path: string): boolean {
  return path !== '' && pointer.startsWith(`${path}/`);
}

async function writeConnection(
  ctx: EngineContext,
  tx: Sql,
  workspaceId: number,
  name: string,
  tree: Tree,
  before: Tree | null,
): Promise<void> {
  const part = (key: string): Record<string, unknown> => (valueAt(tree, `/${key}`) ?? {}) as Record<string, unknown>;
  const secrets = part('secrets') as Record<string, string>;
  await emptyVault(tx, workspaceId, name, secrets, before);
  const id = await ensureConnection(tx, {
    workspaceId,
    name,
    connector: valueAt(tree, '/connector') as string,
    baseUrl: valueAt(tree, '/base_url') as string,
    settings: part('settings'),
    secrets,
  });
  await ensureConnectionQuota(ctx, id, tx);
  // What was wrong with it may have been mended: its work tries again, and is held anew if not.
  if (before !== null) await setConnectionHealth(tx, id, 'ok', null);
}

/** Secrets that were entered go when the file is to be right about where they are. */
async function emptyVault(
  tx: Sql,
  workspaceId: number,
  name: string,
  secrets: Readonly<Record<string, string>>,
  before: Tree | null,
): Promise<void> {
  if (before === null) return;
  const standing = (await listConnections(tx, workspaceId)).find((each) => each.name === name);
  for (const [secret, reference] of Object.entries(standing?.secrets ?? {})) {
    if (!standing || !reference.startsWith('vault:') || secrets[secret] === reference) continue;
    await deleteCredential(tx, standing.id, secret);
    await setSecretReference(tx, standing.id, secret, null);
  }
}

async function writeSyncConfig(
  ctx: EngineContext,
  tx: Sql,
  { live }: PlanEntry,
  workspaceId: number,
  tree: Tree,
): Promise<SyncConfigRow> {
  const values = syncConfigValues(tree, { ...syncConfigDefaults(ctx.config.syncDefaults), settings: {} });
  const settings = valueAt(tree, '/settings') ?? {};
  const names = new Set(
    [...leavesOf(settings)].filter(([path]) => path.endsWith('/connection')).map(([, name]) => name),
  );
  const { rows } = await tx.query<{ connector: string }>(
    'select distinct connector from connections where workspace_id = $1 and name = any($2) order by connector',
    [workspaceId, [...names].map(String)],
  );
  const platform = rows.map((row) => row.connector).join(', ') || 'none';
  return saveSyncConfig(tx, workspaceId, { ...values, name: live.name, platform });
}

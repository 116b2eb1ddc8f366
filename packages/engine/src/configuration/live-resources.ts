import type { Json } from '@syncline/core';
import {
  type ConfigResourceRow,
  type ConnectionRow,
  listConfigResources,
  listConnections,
  listSyncConfigs,
  type ResourceKind,
  type Sql,
  type SyncConfigRow,
  type SyncConfigValues,
} from '@syncline/store';
import { documentOf, plant, type Tree } from './document-tree.ts';

/** What stands, of one thing that is configured, and what is known of where it comes from. */
export interface LiveResource {
  readonly kind: ResourceKind;
  readonly name: string;
  /** Null: it is not there. */
  readonly tree: Tree | null;
  readonly row: ConfigResourceRow | null;
}

export interface LiveWorkspace {
  readonly connections: readonly ConnectionRow[];
  readonly syncConfigs: readonly SyncConfigRow[];
  readonly resources: ReadonlyMap<string, LiveResource>;
}

export function resourceKey(kind: ResourceKind, name: string): string {
  return `${kind} ${name}`;
}

/** Everything that is configured in a workspace. */
export async function readLive(sql: Sql, workspaceId: number): Promise<LiveWorkspace> {
  const rows = await listConfigResources(sql, workspaceId);
  const connections = await listConnections(sql, workspaceId);
  const syncConfigs = await allSyncConfigs(sql, workspaceId);
  const rowOf = new Map(rows.map((row) => [resourceKey(row.kind, row.name), row]));
  const trees = new Map<string, { kind: ResourceKind; name: string; tree: Tree | null }>();
  const add = (kind: ResourceKind, name: string, tree: Tree | null): void =>
    void trees.set(resourceKey(kind, name), { kind, name, tree });
  for (const { kind, name, value } of rows) add(kind, name, value);
  for (const row of connections) add('connection', row.name, connectionTree(row));
  for (const row of syncConfigs) add('sync_config', row.name, syncConfigTree(row));
  const resources = [...trees].map(([key, each]) => [key, { ...each, row: rowOf.get(key) ?? null }] as const);
  return { connections, syncConfigs, resources: new Map(resources) };
}

async function allSyncConfigs(sql: Sql, workspaceId: number): Promise<SyncConfigRow[]> {
  const found: SyncConfigRow[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await listSyncConfigs(
      sql,
      workspaceId,
      {},
      { limit: 200, ...(cursor === undefined ? {} : { cursor }) },
    );
    found.push(...page.items);
    if (page.nextCursor === null) return found;
    cursor = page.nextCursor;
  }
}

export function connectionTree(row: ConnectionRow): Tree {
  const { connector, baseUrl, settings, secrets } = row;
  return { connector, base_url: baseUrl, settings: settings as Json, secrets };
}

export function syncConfigTree(row: SyncConfigValues): Tree {
  return plant({
    enabled: row.enabled,
    sync_interval: row.syncInterval,
    batch_fallback_enabled: row.batchFallbackEnabled,
    batch_size: row.batchSize,
    two_way_create: row.twoWayCreate,
    webhook_enabled: row.webhookEnabled,
    secret_reference: row.secretReference,
    settings: row.settings,
  }).tree;
}

/** The values of a tree, over those that stand. */
export function syncConfigValues(tree: Tree, standing: Omit<SyncConfigValues, 'name'>): Omit<SyncConfigValues, 'name'> {
  const document = documentOf(tree) as Record<string, unknown>;
  const said = <Value>(key: string, otherwise: Value): Value =>
    document[key] === undefined ? otherwise : (document[key] as Value);
  return {
    platform: standing.platform,
    enabled: said('enabled', standing.enabled),
    syncInterval: said('sync_interval', standing.syncInterval),
    batchFallbackEnabled: said('batch_fallback_enabled', standing.batchFallbackEnabled),
    batchSize: said('batch_size', standing.batchSize),
    twoWayCreate: said('two_way_create', standing.twoWayCreate),
    webhookEnabled: said('webhook_enabled', standing.webhookEnabled),
    secretReference: said('secret_reference', standing.secretReference),
    settings: said('settings', {}),
  };
}

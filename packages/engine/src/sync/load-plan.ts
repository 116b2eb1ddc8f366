import {
  enabledSyncConfigs,
  fieldSchemasOf,
  findLocators,
  listConnections,
  type Sql,
  syncConfigsVersion,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { compilePlan, type FieldSchemas } from './compile-plan.ts';
import { type SyncPlan, scopeNameKey } from './sync-plan.ts';

/** What is known of the accounts' own fields. */
export async function loadFieldSchemas(sql: Sql, workspaceId: number): Promise<FieldSchemas> {
  const byStream = Map.groupBy(await fieldSchemasOf(sql, workspaceId), (row) => `${row.connectionId}/${row.stream}`);
  return new Map([...byStream].map(([place, rows]) => [place, new Map(rows.map((row) => [row.key, row]))]));
}

export interface LoadedPlan {
  readonly plan: SyncPlan;
  /** What the plan knows scopes by; scopes are renamed, and new ones come, while the configs stay. */
  readonly scopeNames: Map<string, string>;
}

/** The plan of a workspace as its configs are now; compiled once for each version of them. */
export async function loadPlan(ctx: EngineContext, sql: Sql, workspaceId: number): Promise<SyncPlan> {
  const version = await syncConfigsVersion(sql, workspaceId);
  const cached = ctx.plans.get(workspaceId);
  const { plan, scopeNames } =
    cached?.plan.version === version ? cached : await compile(ctx, sql, workspaceId, version);
  for (const { connectionId, externalId, locator } of await findLocators(sql, workspaceId, plan.namedScopes))
    scopeNames.set(scopeNameKey(connectionId, externalId), locator);
  return plan;
}

async function compile(ctx: EngineContext, sql: Sql, workspaceId: number, version: string): Promise<LoadedPlan> {
  const configs = version === '' ? [] : await enabledSyncConfigs(sql, workspaceId);
  const connections = version === '' ? [] : await listConnections(sql, workspaceId);
  const scopeNames = new Map<string, string>();
  const { connectors } = ctx;
  const fieldSchemas = await loadFieldSchemas(sql, workspaceId);
  const { metrics } = ctx;
  const count = {
    conflict: (platform: string, type: string) => metrics.syncConflicts.inc({ platform, type }),
    link: (platform: string) => metrics.syncMappings.inc({ platform }),
  };
  const plan = compilePlan({ version, workspaceId, configs, connections, connectors, fieldSchemas, scopeNames, count });
  ctx.plans.set(workspaceId, { plan, scopeNames });
  return { plan, scopeNames };
}

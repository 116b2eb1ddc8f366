import { enabledSyncConfigs, listConnections, type Sql, syncConfigsVersion } from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { compilePlan } from './compile-plan.ts';
import type { SyncPlan } from './sync-plan.ts';

/** The plan of a workspace as its configs are now; compiled once for each version of them. */
export async function loadPlan(ctx: EngineContext, sql: Sql, workspaceId: number): Promise<SyncPlan> {
  const version = await syncConfigsVersion(sql, workspaceId);
  const cached = ctx.plans.get(workspaceId);
  if (cached?.version === version) return cached;
  const configs = version === '' ? [] : await enabledSyncConfigs(sql, workspaceId);
  const connections = version === '' ? [] : await listConnections(sql, workspaceId);
  const plan = compilePlan({ version, workspaceId, configs, connections, connectors: ctx.connectors });
  ctx.plans.set(workspaceId, plan);
  return plan;
}

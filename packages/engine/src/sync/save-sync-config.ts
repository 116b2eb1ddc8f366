import {
  enabledSyncConfigs,
  listConnections,
  type SyncConfigRow,
  type SyncConfigValues,
  saveSyncConfig,
  writeAudit,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { compilePlan } from './compile-plan.ts';
import { loadFieldSchemas } from './load-plan.ts';
import { reevaluateAll } from './reevaluate-all.ts';

/**
 * Writes a sync config after the whole plan with it was compiled, and looks at all entities again. Throws SynclineError
 * `mapping` that names the place and the fix; then nothing is written.
 */
export async function putSyncConfig(
  ctx: EngineContext,
  workspaceId: number,
  values: SyncConfigValues,
  by: { readonly actor: string; readonly why?: string },
): Promise<SyncConfigRow> {
  const saved = await ctx.store.transaction(async (tx) => {
    const others = (await enabledSyncConfigs(tx, workspaceId)).filter((config) => config.name !== values.name);
    const row = await saveSyncConfig(tx, workspaceId, values);
    compilePlan({
      version: '',
      workspaceId,
      configs: values.enabled ? [...others, row] : others,
      connections: await listConnections(tx, workspaceId),
      connectors: ctx.connectors,
      fieldSchemas: await loadFieldSchemas(tx, workspaceId),
    });
    await writeAudit(tx, [
      {
        workspaceId,
        actor: by.actor,
        action: 'sync_config.saved',
        subject: `sync config ${values.name}`,
        entityId: null,
        why: by.why ?? null,
        details: { version: row.version, enabled: values.enabled },
      },
    ]);
    return row;
  });
  await reevaluateAll(ctx, workspaceId, by);
  return saved;
}

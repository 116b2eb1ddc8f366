import type { Sql } from '../database.ts';
import { type FollowerState, noteSettings } from '../followers.ts';

/** Other thresholds: every record is compared again. */
export async function scoreAnew(tx: Sql, state: FollowerState, settings: string): Promise<void> {
  await noteSettings(tx, state, settings);
  await tx.query('update identity_records set changed_pass = $2 where workspace_id = $1', [
    state.workspaceId,
    state.pass,
  ]);
}

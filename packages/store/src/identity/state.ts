import type { Sql } from '../database.ts';
import { type FollowerState, noteSettings } from '../followers.ts';

/** Other thresholds: every record is compared again. */
export async function scoreAnew(tx: Sql, state: FollowerState, settings: string): Promise<void> {
  // The long one first: a note locks the row of the follower, and with it who would renew or take it.
  await tx.query('update identity_records set changed_pass = $2 where workspace_id = $1', [
    state.workspaceId,
    state.pass,
  ]);
  await noteSettings(tx, state, settings);
}

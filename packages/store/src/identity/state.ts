import type { Sql } from '../database.ts';
import { noteSettings } from '../followers.ts';

/** Other thresholds: every record is compared again. */
export async function scoreAnew(tx: Sql, workspaceId: number, settings: string, pass: number): Promise<void> {
  await noteSettings(tx, { name: 'identity', workspaceId }, settings);
  await tx.query('update identity_records set changed_pass = $2 where workspace_id = $1', [workspaceId, pass]);
}

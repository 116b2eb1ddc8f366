import { camelCased } from '../camel-cased.ts';
import type { Sql } from '../database.ts';

/** How far the keeper of the clients' figures has followed a workspace. */
export interface ClientFollowState {
  readonly workspaceId: number;
  readonly position: string | null;
  readonly scannedTo: string | null;
  readonly scanFrom: string | null;
  readonly pass: number;
  /** Until when it was followed last; null: never. */
  readonly followedAt: Date | null;
}

/** Takes the workspace for some time; null: another worker is at it. */
export async function claimClients(sql: Sql, workspaceId: number, leaseMs: number): Promise<ClientFollowState | null> {
  const { rows } = await sql.query(
    `insert into client_state as s (workspace_id, pass, leased_until) values ($1, 1, now() + $2 * interval '1 ms')
     on conflict (workspace_id) do update set pass = s.pass + 1, leased_until = excluded.leased_until
       where s.leased_until is null or s.leased_until <= now()
     returning workspace_id, position, scanned_to, scan_from, pass,
       (select b.leased_until from client_state b where b.workspace_id = $1) as followed_at`,
    [workspaceId, leaseMs],
  );
  return rows[0] ? camelCased<ClientFollowState>(rows[0]) : null;
}

/** Keeps the workspace for longer; false: it was taken to be left, and somebody else is at it. */
export async function renewClients(sql: Sql, workspaceId: number, pass: number, leaseMs: number): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update client_state set leased_until = now() + $3 * interval '1 ms' where workspace_id = $1 and pass = $2`,
    [workspaceId, pass, leaseMs],
  );
  return rowCount === 1;
}

export async function releaseClients(sql: Sql, workspaceId: number, pass: number): Promise<void> {
  await sql.query('update client_state set leased_until = now() where workspace_id = $1 and pass = $2', [
    workspaceId,
    pass,
  ]);
}

/** How far it has come; in the transaction that makes it so. */
export async function noteClientsFollowed(
  tx: Sql,
  workspaceId: number,
  { position, scannedTo, scanFrom }: Pick<ClientFollowState, 'position' | 'scannedTo' | 'scanFrom'>,
): Promise<void> {
  await tx.query('update client_state set position = $2, scanned_to = $3, scan_from = $4 where workspace_id = $1', [
    workspaceId,
    position,
    scannedTo,
    scanFrom,
  ]);
}

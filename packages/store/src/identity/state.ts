import { camelCased } from '../camel-cased.ts';
import type { Sql } from '../database.ts';

/** How far the search has followed a workspace. */
export interface IdentityState {
  readonly workspaceId: number;
  readonly position: string | null;
  readonly scannedTo: string | null;
  readonly scanFrom: string | null;
  readonly pass: number;
  readonly settings: string | null;
  /** Until when it was followed last; null: never. */
  readonly followedAt: Date | null;
}

/** Takes the workspace for some time; null: another worker is at it. */
export async function claimIdentity(sql: Sql, workspaceId: number, leaseMs: number): Promise<IdentityState | null> {
  const { rows } = await sql.query(
    `insert into identity_state as s (workspace_id, pass, leased_until) values ($1, 1, now() + $2 * interval '1 ms')
     on conflict (workspace_id) do update set pass = s.pass + 1, leased_until = excluded.leased_until
       where s.leased_until is null or s.leased_until <= now()
     returning workspace_id, position, scanned_to, scan_from, pass, settings,
       (select b.leased_until from identity_state b where b.workspace_id = $1) as followed_at`,
    [workspaceId, leaseMs],
  );
  return rows[0] ? camelCased<IdentityState>(rows[0]) : null;
}

/** Keeps the workspace for longer; false: it was taken to be left, and somebody else is at it. */
export async function renewIdentity(sql: Sql, workspaceId: number, pass: number, leaseMs: number): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update identity_state set leased_until = now() + $3 * interval '1 ms' where workspace_id = $1 and pass = $2`,
    [workspaceId, pass, leaseMs],
  );
  return rowCount === 1;
}

export async function releaseIdentity(sql: Sql, workspaceId: number, pass: number): Promise<void> {
  await sql.query('update identity_state set leased_until = now() where workspace_id = $1 and pass = $2', [
    workspaceId,
    pass,
  ]);
}

/** How far it has come; in the transaction that makes it so. */
export async function noteFollowed(
  tx: Sql,
  workspaceId: number,
  { position, scannedTo, scanFrom }: Pick<IdentityState, 'position' | 'scannedTo' | 'scanFrom'>,
): Promise<void> {
  await tx.query('update identity_state set position = $2, scanned_to = $3, scan_from = $4 where workspace_id = $1', [
    workspaceId,
    position,
    scannedTo,
    scanFrom,
  ]);
}

/** Other thresholds: every record is compared again. */
export async function scoreAnew(tx: Sql, workspaceId: number, settings: string, pass: number): Promise<void> {
  await tx.query('update identity_state set settings = $2 where workspace_id = $1', [workspaceId, settings]);
  await tx.query('update identity_records set changed_pass = $2 where workspace_id = $1', [workspaceId, pass]);
}

/** Workspaces that have anything of these kinds. */
export async function workspacesWithKinds(sql: Sql, kinds: readonly string[]): Promise<number[]> {
  const { rows } = await sql.query<{ id: number }>(
    `select w.id from workspaces w where exists (select from unnest($1::text[]) as k (kind)
       cross join lateral (select from entities e where e.workspace_id = w.id and e.kind = k.kind limit 1) e) order by w.id`,
    [kinds],
  );
  return rows.map(({ id }) => id);
}

/** Ids of entities of the kinds after one, in their order. */
export async function scanEntities(
  sql: Sql,
  workspaceId: number,
  kinds: readonly string[],
  after: string | null,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select id from (select unnest($2::text[]) as kind) k
     cross join lateral (select id from entities e where e.workspace_id = $1 and e.kind = k.kind and ($3::uuid is null or e.id > $3)
       order by e.id limit $4) e order by id limit $4`,
    [workspaceId, kinds, after, limit],
  );
  return rows.map(({ id }) => id);
}

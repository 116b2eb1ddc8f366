import { camelCased } from './camel-cased.ts';
import type { Sql } from './database.ts';

/** What is kept beside the graph by following its events. */
export type FollowerName = 'identity' | 'words' | 'clients' | 'interests';

/** How far a follower has come in a workspace. */
export interface FollowerState {
  readonly name: FollowerName;
  readonly workspaceId: number;
  readonly position: string | null;
  readonly scannedTo: string | null;
  readonly scanFrom: string | null;
  readonly pass: number;
  readonly settings: string | null;
  /** Until when it was followed last; null: never. */
  readonly followedAt: Date | null;
}

/** Whose turn it is: notes of a pass that another one has followed are not taken. */
type Claimed = Pick<FollowerState, 'name' | 'workspaceId' | 'pass'>;

/** Nothing that it would take was committed since it followed last, within this hour: who is idle writes nothing. */
export async function isFollowed(sql: Sql, name: FollowerName, workspaceId: number): Promise<boolean> {
  const { rows } = await sql.query<{ isFollowed: boolean }>({
    name: 'follower-is-followed',
    text: `select exists (select from followers f where f.name = $1 and f.workspace_id = $2 and f.leased_until > now() - interval '1 hour'
             and not exists (select from events e where e.tx < pg_snapshot_xmin(pg_current_snapshot())
               and (e.tx, e.id) > (split_part(f.position, '-', 1)::xid8, split_part(f.position, '-', 2)::bigint))
             and f.position is not null) as "isFollowed"`,
    values: [name, workspaceId],
  });
  return rows[0]!.isFollowed;
}

/** Takes a workspace for some time; null: another worker is at it. */
export async function claimFollower(
  sql: Sql,
  name: FollowerName,
  workspaceId: number,
  leaseMs: number,
): Promise<FollowerState | null> {
  const { rows } = await sql.query(
    `insert into followers as f (name, workspace_id, pass, leased_until) values ($1, $2, 1, now() + $3 * interval '1 ms')
     on conflict (name, workspace_id) do update set pass = f.pass + 1, leased_until = excluded.leased_until
       where f.leased_until is null or f.leased_until <= now()
     returning name, workspace_id, position, scanned_to, scan_from, pass, settings,
       (select b.leased_until from followers b where b.name = $1 and b.workspace_id = $2) as followed_at`,
    [name, workspaceId, leaseMs],
  );
  return rows[0] ? camelCased<FollowerState>(rows[0]) : null;
}

/** Keeps it for longer; false: it was taken to be left, and somebody else is at it. */
export async function renewFollower(sql: Sql, { name, workspaceId, pass }: Claimed, leaseMs: number): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update followers set leased_until = now() + $4 * interval '1 ms' where name = $1 and workspace_id = $2 and pass = $3`,
    [name, workspaceId, pass, leaseMs],
  );
  return rowCount === 1;
}

/** Nobody takes it before the transaction ends; false: somebody else has. */
export async function holdFollower(tx: Sql, { name, workspaceId, pass }: Claimed): Promise<boolean> {
  const { rowCount } = await tx.query(
    'select from followers where name = $1 and workspace_id = $2 and pass = $3 for share',
    [name, workspaceId, pass],
  );
  return rowCount === 1;
}

/** `followedAt`: until when it was followed, where it has not got on now. */
export async function releaseFollower(
  sql: Sql,
  { name, workspaceId, pass }: Claimed,
  followedAt: Date | null = null,
): Promise<void> {
  await sql.query(
    'update followers set leased_until = least(now(), $4) where name = $1 and workspace_id = $2 and pass = $3',
    [name, workspaceId, pass, followedAt],
  );
}

/** How far it has come; in the transaction that makes it so. */
export async function noteFollowed(
  tx: Sql,
  { name, workspaceId, pass }: Claimed,
  { position, scannedTo, scanFrom }: Pick<FollowerState, 'position' | 'scannedTo' | 'scanFrom'>,
): Promise<void> {
  await tx.query(
    'update followers set position = $4, scanned_to = $5, scan_from = $6 where name = $1 and workspace_id = $2 and pass = $3',
    [name, workspaceId, pass, position, scannedTo, scanFrom],
  );
}

/** What it was told in this round. */
export async function noteSettings(
  tx: Sql,
  { name, workspaceId, pass }: Claimed,
  settings: string | null,
): Promise<void> {
  await tx.query('update followers set settings = $4 where name = $1 and workspace_id = $2 and pass = $3', [
    name,
    workspaceId,
    pass,
    settings,
  ]);
}

export async function readFollowerSettings(
  sql: Sql,
  { name, workspaceId }: Pick<Claimed, 'name' | 'workspaceId'>,
): Promise<string | null> {
  const { rows } = await sql.query<{ settings: string | null }>(
    'select settings from followers where name = $1 and workspace_id = $2',
    [name, workspaceId],
  );
  return rows[0]?.settings ?? null;
}

/**
 * Workspaces that have anything of these kinds; null: anything at all. What comes first from a kind on in the index's order
 * is that kind or not: asked for any of a kind that there is none of, the planner reads all entities.
 */
export async function workspacesWithKinds(sql: Sql, kinds: readonly string[] | null): Promise<number[]> {
  const { rows } = await sql.query<{ id: number }>(
    kinds === null
      ? `select w.id from workspaces w where exists (select from entities e where e.workspace_id = w.id) order by w.id`
      : `select w.id from workspaces w where exists (select from unnest($1::text[]) as k (kind)
           cross join lateral (select e.kind from entities e where e.workspace_id = w.id and e.kind >= k.kind order by e.kind, e.id limit 1) e
           where e.kind = k.kind) order by w.id`,
    kinds === null ? [] : [kinds],
  );
  return rows.map(({ id }) => id);
}

/** Ids of entities of the kinds after one, in their order; null: of any kind. */
export async function scanEntities(
  sql: Sql,
  workspaceId: number,
  kinds: readonly string[] | null,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    kinds === null
      ? `select id from entities where workspace_id = $1 and id > coalesce($2::uuid, '00000000-0000-0000-0000-000000000000') order by id limit $3`
      : `select id from (select unnest($4::text[]) as kind) k
         cross join lateral (select id from entities e where e.workspace_id = $1 and e.kind = k.kind and ($2::uuid is null or e.id > $2)
           order by e.id limit $3) e order by id limit $3`,
    kinds === null ? [workspaceId, after, limit] : [workspaceId, after, limit, kinds],
  );
  return rows.map(({ id }) => id);
}

import type { Sql } from './database.ts';

export interface FeedAddress {
  readonly workspaceId: number;
  readonly connectionId: number;
}

export interface FeedRow {
  readonly position: string;
  /** When it was last read to its end. */
  readonly readAt: Date;
}

/** How far the connection's feed has been read; null: it never was. */
export async function findFeed(sql: Sql, { workspaceId, connectionId }: FeedAddress): Promise<FeedRow | null> {
  const { rows } = await sql.query<FeedRow & Record<string, unknown>>(
    'select position, read_at as "readAt" from feeds where workspace_id = $1 and connection_id = $2',
    [workspaceId, connectionId],
  );
  return rows[0] ?? null;
}

/** Where reading begins, unless another one has begun meanwhile. */
export async function beginFeed(
  sql: Sql,
  { workspaceId, connectionId }: FeedAddress,
  position: string,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    'insert into feeds (workspace_id, connection_id, position) values ($1, $2, $3) on conflict do nothing',
    [workspaceId, connectionId, position],
  );
  return rowCount === 1;
}

/** Moves on from where the reader stood; false when another reader has moved on first, and has dealt with what lay between. */
export async function moveFeed(
  tx: Sql,
  { workspaceId, connectionId }: FeedAddress,
  from: string,
  to: string,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    'update feeds set position = $4 where workspace_id = $1 and connection_id = $2 and position = $3',
    [workspaceId, connectionId, from, to],
  );
  return rowCount === 1;
}

/** It has been read to its end. */
export async function noteFeedRead(sql: Sql, { workspaceId, connectionId }: FeedAddress): Promise<void> {
  await sql.query('update feeds set read_at = now() where workspace_id = $1 and connection_id = $2', [
    workspaceId,
    connectionId,
  ]);
}

/** As `moveFeed`, to its end: what lay between is not there to be read. */
export async function skipFeed(tx: Sql, address: FeedAddress, from: string, to: string): Promise<boolean> {
  const isMoved = await moveFeed(tx, address, from, to);
  if (isMoved) await noteFeedRead(tx, address);
  return isMoved;
}

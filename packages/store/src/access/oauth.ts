import { camelCased } from '../camel-cased.ts';
import type { Sql } from '../database.ts';
import type { OAuthGrantType, oauthFlows, oauthGrants } from '../schema/index.ts';

export type OAuthGrantRow = typeof oauthGrants.$inferSelect;
export type OAuthFlowRow = typeof oauthFlows.$inferSelect;

export async function findOAuthGrant(sql: Sql, connectionId: number): Promise<OAuthGrantRow | null> {
  const { rows } = await sql.query({
    name: 'oauth-grant-find',
    text: 'select * from oauth_grants where connection_id = $1',
    values: [connectionId],
  });
  return rows[0] ? camelCased<OAuthGrantRow>(rows[0]) : null;
}

/** A connection is authorised, for the first time or anew: what stood before is of no use any more. */
export async function saveOAuthGrant(
  sql: Sql,
  grant: {
    readonly workspaceId: number;
    readonly connectionId: number;
    readonly grantType: OAuthGrantType;
    readonly scope: string | null;
    readonly expiresAt: Date | null;
  },
): Promise<void> {
  await sql.query(
    `insert into oauth_grants (workspace_id, connection_id, grant_type, scope, expires_at) values ($1, $2, $3, $4, $5)
     on conflict (connection_id) do update
       set grant_type = excluded.grant_type, scope = excluded.scope, expires_at = excluded.expires_at,
           version = oauth_grants.version + 1, lease_until = null, lease_holder = null, asked_at = null,
           updated_at = now()`,
    [grant.workspaceId, grant.connectionId, grant.grantType, grant.scope, grant.expiresAt],
  );
}

/** The one that may ask for a new token, and when the vendor was asked last without an answer being kept. */
export interface RefreshLease {
  readonly holder: string;
  readonly version: number;
  readonly unansweredSince: Date | null;
}

/**
 * Takes the right to renew the token of `version`, for `leaseMs`; null while another has it, or when it was renewed
 * meanwhile. That the vendor is about to be asked is committed with it.
 */
export async function leaseRefresh(
  sql: Sql,
  connectionId: number,
  version: number,
  holder: string,
  leaseMs: number,
): Promise<RefreshLease | null> {
  const { rows } = await sql.query<{ unanswered_since: Date | null }>(
    `with standing as (
       select connection_id, asked_at from oauth_grants
       where connection_id = $1 and version = $2 and (lease_until is null or lease_until < now())
       for update
     )
     update oauth_grants g set lease_holder = $3, lease_until = now() + $4 * interval '1 millisecond', asked_at = now()
     from standing where g.connection_id = standing.connection_id
     returning standing.asked_at as unanswered_since`,
    [connectionId, version, holder, leaseMs],
  );
  return rows[0] ? { holder, version, unansweredSince: rows[0].unanswered_since } : null;
}

/** Ends a lease with a new token. False when the lease was lost: then nothing is changed. */
export async function endRefresh(
  sql: Sql,
  connectionId: number,
  lease: RefreshLease,
  expiresAt: Date | null,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update oauth_grants set version = version + 1, expires_at = $4, lease_until = null, lease_holder = null,
       asked_at = null, updated_at = now()
     where connection_id = $1 and version = $2 and lease_holder = $3`,
    [connectionId, lease.version, lease.holder, expiresAt],
  );
  return rowCount === 1;
}

/** Ends a lease without one. `isAnswered`: the vendor refused, so that nothing was spent. */
export async function giveUpRefresh(
  sql: Sql,
  connectionId: number,
  lease: RefreshLease,
  isAnswered: boolean,
): Promise<void> {
  await sql.query(
    `update oauth_grants set lease_until = null, lease_holder = null,
       asked_at = case when $4 then null else coalesce($5, asked_at) end
     where connection_id = $1 and version = $2 and lease_holder = $3`,
    [connectionId, lease.version, lease.holder, isAnswered, lease.unansweredSince],
  );
}

export async function insertOAuthFlow(sql: Sql, flow: OAuthFlowRow): Promise<void> {
  await sql.query('delete from oauth_flows where expires_at < now()');
  await sql.query(
    `insert into oauth_flows (state_hash, workspace_id, connection_id, redirect_uri, verifier, started_by, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      flow.stateHash,
      flow.workspaceId,
      flow.connectionId,
      flow.redirectUri,
      flow.verifier,
      flow.startedBy,
      flow.expiresAt,
    ],
  );
}

/** The flow of a state, which it ends: a state is answered once. Null for one that is unknown, used or late. */
export async function takeOAuthFlow(sql: Sql, stateHash: Buffer, now: Date): Promise<OAuthFlowRow | null> {
  const { rows } = await sql.query('delete from oauth_flows where state_hash = $1 returning *', [stateHash]);
  const flow = rows[0] ? camelCased<OAuthFlowRow>(rows[0]) : null;
  return flow !== null && flow.expiresAt > now ? flow : null;
}

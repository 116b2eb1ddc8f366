import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AnyConnector } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import {
  type ConnectionRow,
  endRefresh,
  findCredentials,
  findOAuthGrant,
  giveUpRefresh,
  leaseRefresh,
  type OAuthGrantRow,
  type RefreshLease,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { openCredential, putIntoVault } from '../vault/credentials.ts';
import { type GivenTokens, openApplication } from './token-endpoint.ts';

/** The vault's name of what a connection was authorised with; no secret of a connector is called so. */
export const GRANT_CREDENTIAL = 'oauth grant';

/** A token that lapses within this time is renewed before it is used, in ms. */
const RENEW_BEFORE_MS = 60_000;
const LOOK_AGAIN_MS = 50;

interface KeptTokens {
  readonly accessToken: string;
  readonly refreshToken: string | null;
}

/** What the vault keeps of an answer. A vendor that does not rotate refresh tokens gives none: the old one stays. */
export function keptText(given: GivenTokens, standing: KeptTokens | null): string {
  const kept: KeptTokens = {
    accessToken: given.accessToken,
    refreshToken: given.refreshToken ?? standing?.refreshToken ?? null,
  };
  return JSON.stringify(kept);
}

/** The access tokens of a connection that was authorised by OAuth; null for one that was not. */
export interface AccessTokens {
  /** One that stands, for a minute at least. */
  current(): Promise<string>;
  /** Another one than that which the vendor refused. */
  insteadOf(refused: string): Promise<string>;
}

export async function accessTokensOf(
  ctx: EngineContext,
  row: ConnectionRow,
  connector: AnyConnector,
): Promise<AccessTokens | null> {
  if (!connector.oauth || (await findOAuthGrant(ctx.store, row.id)) === null) return null;
  return {
    current: () => standingToken(ctx, row, null),
    insteadOf: (refused) => standingToken(ctx, row, refused),
  };
}

/**
 * The connection's token, renewed where it lapses or was refused. Of all workers one asks the vendor, under a lease in
 * Postgres; the others wait for what it is given. Throws SynclineError: `auth` when somebody has to authorise anew.
 */
async function standingToken(ctx: EngineContext, row: ConnectionRow, refused: string | null): Promise<string> {
  const deadline = Date.now() + ctx.config.vendorTimeoutMs * 2;
  for (;;) {
    const grant = await findOAuthGrant(ctx.store, row.id);
    const kept = grant && (await readTokens(ctx, row));
    if (!grant || !kept) throw notAuthorised(row);
    if (kept.accessToken !== refused && !lapses(ctx, grant)) return kept.accessToken;
    const lease = await leaseRefresh(ctx.store, row.id, grant.version, randomUUID(), ctx.config.vendorTimeoutMs * 1.5);
    if (lease) return renew(ctx, row, grant, kept, lease);
    if (Date.now() > deadline) throw stillBusy(row);
    await sleep(LOOK_AGAIN_MS);
  }
}

async function readTokens(ctx: EngineContext, row: ConnectionRow): Promise<KeptTokens | null> {
  const sealed = (await findCredentials(ctx.store, row.id)).find((each) => each.name === GRANT_CREDENTIAL);
  return sealed ? (JSON.parse(openCredential(ctx, row.name, sealed)) as KeptTokens) : null;
}

function lapses(ctx: EngineContext, { expiresAt }: OAuthGrantRow): boolean {
  return expiresAt !== null && expiresAt.getTime() - ctx.clock.now().getTime() < RENEW_BEFORE_MS;
}

async function renew(
  ctx: EngineContext,
  row: ConnectionRow,
  grant: OAuthGrantRow,
  kept: KeptTokens,
  lease: RefreshLease,
): Promise<string> {
  let given: GivenTokens;
  try {
    const application = await openApplication(ctx, row);
    if (grant.grantType === 'client_credentials') given = await application.ownToken();
    else if (kept.refreshToken === null) throw notAuthorised(row);
    else given = await application.refresh(kept.refreshToken);
  } catch (error) {
    const isAnswered = error instanceof SynclineError && error.class !== 'transient';
    await giveUpRefresh(ctx.store, row.id, lease, isAnswered);
    throw explained(error, row, lease);
  }
  await ctx.store.transaction(async (tx) => {
    if (!(await endRefresh(tx, row.id, lease, given.expiresAt))) throw stillBusy(row);
    await putIntoVault(ctx, tx, row, GRANT_CREDENTIAL, keptText(given, kept));
  });
  return given.accessToken;
}

/** A refresh token that is spent says nothing of why; whether a refresh was cut off before tells. */
function explained(error: unknown, row: ConnectionRow, { unansweredSince }: RefreshLease): unknown {
  if (!(error instanceof SynclineError) || error.code !== 'oauth_invalid_grant') return error;
  const why =
    unansweredSince === null
      ? 'it was revoked, or has lapsed'
      : `a refresh at ${unansweredSince.toISOString()} was cut off before its answer was kept, and the vendor had replaced the token by then`;
  return new SynclineError({
    class: 'auth',
    code: error.code,
    message: `The vendor no longer takes the refresh token of connection ${row.name}: ${why}. Authorise the connection again (POST /api/v1/connections/${row.id}/oauth/authorize).`,
    ...(error.status === undefined ? {} : { status: error.status }),
  });
}

function notAuthorised(row: ConnectionRow): SynclineError {
  return new SynclineError({
    class: 'auth',
    code: 'oauth_not_authorised',
    message: `Connection ${row.name} has no token that can be renewed. Authorise it (POST /api/v1/connections/${row.id}/oauth/authorize).`,
  });
}

function stillBusy(row: ConnectionRow): SynclineError {
  return new SynclineError({
    class: 'transient',
    code: 'oauth_busy',
    message: `The access token of connection ${row.name} is being renewed by another worker, and has been for too long.`,
  });
}

import { createHash } from 'node:crypto';
import { isSameSecret } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import {
  type ConnectionRow,
  findConnection,
  insertOAuthFlow,
  type OAuthGrantType,
  saveOAuthGrant,
  setConnectionHealth,
  takeOAuthFlow,
  writeAudit,
} from '@syncline/store';
import * as oauth from 'oauth4webapi';
import type { EngineContext } from '../context.ts';
import { putIntoVault } from '../vault/credentials.ts';
import { openSecret, sealSecret } from '../vault/envelope.ts';
import { GRANT_CREDENTIAL, keptText } from './access-tokens.ts';
import { type GivenTokens, type OAuthApplication, openApplication } from './token-endpoint.ts';

/** How long somebody may take at the vendor's page, in ms. */
const FLOW_MS = 10 * 60_000;
const VERIFIER = 'oauth verifier';
const OF_A_BROWSER = 'browser.';

export interface StartedAuthorisation {
  /** Where a person has to go. */
  readonly authorizationUrl: string;
  readonly expiresAt: Date;
  /** What the browser that began it has to show at the end; null where none did. */
  readonly browserProof: BrowserProof | null;
}

/** A cookie: an authorisation that a browser began is ended by that browser alone, whoever it was that sent the address. */
export interface BrowserProof {
  readonly name: string;
  readonly value: string;
}

export interface AuthorisationStart {
  readonly redirectUri: string;
  readonly actor: string;
  /** Whether who asks is the browser that will be sent back, and can be given a cookie. */
  readonly isBrowser?: boolean;
}

/** Begins an authorisation at the vendor's page (authorisation code with PKCE); the callback ends it. */
export async function startAuthorisation(
  ctx: EngineContext,
  row: ConnectionRow,
  { redirectUri, actor, isBrowser = false }: AuthorisationStart,
): Promise<StartedAuthorisation> {
  const application = await openApplication(ctx, row);
  const { server, client, provider } = application;
  needGrant(application, row, 'authorization_code');
  const state = `${isBrowser ? OF_A_BROWSER : ''}${oauth.generateRandomState()}`;
  const verifier = oauth.generateRandomCodeVerifier();
  const expiresAt = new Date(ctx.clock.now().getTime() + FLOW_MS);
  const place = { workspaceId: row.workspaceId, connectionId: row.id, name: VERIFIER };
  await insertOAuthFlow(ctx.store, {
    stateHash: hashOf(state),
    workspaceId: row.workspaceId,
    connectionId: row.id,
    redirectUri,
    verifier: sealSecret(ctx.vault, place, verifier),
    startedBy: actor,
    expiresAt,
  });
  const url = new URL(server.authorization_endpoint ?? '');
  const parameters = {
    ...provider.authorizationParameters,
    response_type: 'code',
    client_id: client.client_id,
    redirect_uri: redirectUri,
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(provider.scopes === undefined ? {} : { scope: provider.scopes.join(' ') }),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return { authorizationUrl: url.href, expiresAt, browserProof: browserProofOf(state) };
}

/** What the vendor sent somebody's browser back with. Throws SynclineError; null for a state that is not under way. */
export async function finishAuthorisation(
  ctx: EngineContext,
  callback: URLSearchParams,
  cookies: Readonly<Record<string, string | undefined>> = {},
): Promise<{ readonly connectionName: string } | null> {
  const proof = browserProofOf(callback.get('state') ?? '');
  // Looked at before the state is taken: the right browser may still come.
  if (proof !== null && !isSameSecret(cookies[proof.name] ?? '', proof.value)) throw otherBrowser();
  const flow = await takeOAuthFlow(ctx.store, hashOf(callback.get('state') ?? ''), ctx.clock.now());
  const row = flow && (await findConnection(ctx.store, flow.connectionId));
  if (!flow || !row) return null;
  const place = { workspaceId: flow.workspaceId, connectionId: flow.connectionId, name: VERIFIER };
  const verifier = openSecret(ctx.vault, place, flow.verifier, `The authorisation of connection ${row.name}`);
  const application = await openApplication(ctx, row);
  const given = await application.authorise(callback, flow.redirectUri, verifier);
  await keep(ctx, row, 'authorization_code', given, flow.startedBy);
  return { connectionName: row.name };
}

/** Authorises a connection as the application itself, without a person. */
export async function authoriseAsApplication(
  ctx: EngineContext,
  row: ConnectionRow,
  actor: string,
): Promise<{ readonly expiresAt: Date | null }> {
  const application = await openApplication(ctx, row);
  needGrant(application, row, 'client_credentials');
  const given = await application.ownToken();
  await keep(ctx, row, 'client_credentials', given, actor);
  return { expiresAt: given.expiresAt };
}

async function keep(
  ctx: EngineContext,
  row: ConnectionRow,
  grantType: OAuthGrantType,
  given: GivenTokens,
  actor: string,
): Promise<void> {
  const { id: connectionId, workspaceId } = row;
  const { scope, expiresAt } = given;
  await ctx.store.transaction(async (tx) => {
    await putIntoVault(ctx, tx, row, GRANT_CREDENTIAL, keptText(given, null));
    await saveOAuthGrant(tx, { workspaceId, connectionId, grantType, scope, expiresAt });
    await setConnectionHealth(tx, connectionId, 'ok', null);
    const subject = `connection ${row.name}`;
    const details = { grantType, scope, refreshable: given.refreshToken !== null };
    await writeAudit(tx, [
      { workspaceId, actor, action: 'connection.authorise', subject, entityId: null, why: null, details },
    ]);
  });
}

function needGrant({ provider }: OAuthApplication, row: ConnectionRow, grant: OAuthGrantType): void {
  if (provider.grants.includes(grant)) return;
  throw new SynclineError({
    class: 'invalid',
    code: 'oauth_grant',
    message: `The vendor of connection ${row.name} gives no tokens by ${grant}, only by ${provider.grants.join(', ')}.`,
  });
}

/** States that begin so are a browser's. The cookie is of no use without the state, and the state not without the cookie. */
function browserProofOf(state: string): BrowserProof | null {
  if (!state.startsWith(OF_A_BROWSER)) return null;
  const value = createHash('sha256').update(`browser ${state}`).digest('base64url');
  return { name: `syncline_oauth_${value.slice(0, 8)}`, value: value.slice(8) };
}

function otherBrowser(): SynclineError {
  return new SynclineError({
    class: 'invalid',
    code: 'oauth_other_browser',
    message: 'This authorisation was begun in another browser, and can only be ended there.',
  });
}

function hashOf(state: string): Buffer {
  return createHash('sha256').update(state).digest();
}

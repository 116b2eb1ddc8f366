import type { AnyConnector, OAuthProvider } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { ConnectionRow } from '@syncline/store';
import * as oauth from 'oauth4webapi';
import { configurationOf } from '../connections/connection-configuration.ts';
import { resolveSecrets } from '../connections/resolve-secrets.ts';
import type { EngineContext } from '../context.ts';
import { refusedWithSuccess } from './refused-with-success.ts';

/** What a vendor's token endpoint gave. */
export interface GivenTokens {
  readonly accessToken: string;
  readonly refreshToken: string | null;
  readonly scope: string | null;
  /** By our clock; null when the vendor does not say. */
  readonly expiresAt: Date | null;
}

/** An application at a vendor's authorisation server, ready to be asked with. */
export interface OAuthApplication {
  readonly server: oauth.AuthorizationServer;
  readonly client: oauth.Client;
  readonly provider: OAuthProvider;
  authorise(callback: URLSearchParams, redirectUri: string, verifier: string): Promise<GivenTokens>;
  refresh(refreshToken: string): Promise<GivenTokens>;
  ownToken(): Promise<GivenTokens>;
}

/** Throws SynclineError when the connection's vendor has no OAuth, or its application is not named by its secrets. */
export async function openApplication(ctx: EngineContext, row: ConnectionRow): Promise<OAuthApplication> {
  const { connector, settings } = configurationOf(ctx, row);
  const provider = providerOf(connector);
  const { clientId, clientSecret } = await resolveSecrets(ctx, row);
  if (!clientId) {
    throw new SynclineError({
      class: 'invalid',
      code: 'oauth_no_client',
      message: `Connection ${row.name} has no secret clientId: register an application at ${connector.title}, and enter its clientId and clientSecret.`,
    });
  }
  const place = { baseUrl: row.baseUrl, settings };
  const server: oauth.AuthorizationServer = {
    issuer: new URL(provider.authorizationEndpoint(place)).origin,
    authorization_endpoint: provider.authorizationEndpoint(place),
    token_endpoint: provider.tokenEndpoint(place),
  };
  const client: oauth.Client = { client_id: clientId };
  const proof = proofOf(provider, clientSecret);
  const options = (): oauth.TokenEndpointRequestOptions => ({
    [oauth.customFetch]: (url, init) => ctx.transport(url, init as RequestInit),
    [oauth.allowInsecureRequests]: true,
    signal: AbortSignal.timeout(ctx.config.vendorTimeoutMs),
  });
  const answered = async (ask: Promise<Response>, read: (answer: Response) => Promise<oauth.TokenEndpointResponse>) => {
    const { access_token, refresh_token, scope, expires_in } = await asSynclineError(row, async () =>
      read(await refusedWithSuccess(await ask)),
    );
    return {
      accessToken: access_token,
      refreshToken: refresh_token ?? null,
      scope: scope ?? null,
      expiresAt: expires_in === undefined ? null : new Date(ctx.clock.now().getTime() + expires_in * 1000),
    };
  };
  return {
    server,
    client,
    provider,
    authorise: async (callback, redirectUri, verifier) => {
      const checked = await asSynclineError(row, async () =>
        oauth.validateAuthResponse(server, client, callback, oauth.skipStateCheck),
      );
      return answered(
        oauth.authorizationCodeGrantRequest(server, client, proof, checked, redirectUri, verifier, options()),
        (answer) => oauth.processAuthorizationCodeResponse(server, client, answer),
      );
    },
    refresh: (refreshToken) =>
      answered(oauth.refreshTokenGrantRequest(server, client, proof, refreshToken, options()), (answer) =>
        oauth.processRefreshTokenResponse(server, client, answer),
      ),
    ownToken: () =>
      answered(
        oauth.clientCredentialsGrantRequest(
          server,
          client,
          proof,
          provider.scopes === undefined ? {} : { scope: provider.scopes.join(' ') },
          options(),
        ),
        (answer) => oauth.processClientCredentialsResponse(server, client, answer),
      ),
  };
}

function providerOf(connector: AnyConnector): OAuthProvider {
  if (connector.oauth) return connector.oauth;
  throw new SynclineError({
    class: 'invalid',
    code: 'oauth_unknown',
    message: `${connector.title} is not connected by OAuth; enter its secrets instead.`,
  });
}

function proofOf({ clientAuthentication }: OAuthProvider, clientSecret: string | undefined): oauth.ClientAuth {
  if (!clientSecret) return oauth.None();
  return clientAuthentication === 'basic'
    ? oauth.ClientSecretBasic(clientSecret)
    : oauth.ClientSecretPost(clientSecret);
}

/** Zoho gives out ten tokens in ten minutes, and says of the eleventh "Access Denied", with status 400. */
function isTooOften(error: oauth.ResponseBodyError | oauth.AuthorizationResponseError): boolean {
  return /too many requests/i.test(error.error_description ?? '');
}

/** The library's errors hold the answer; ours hold no more of it than the code that the vendor gave. */
async function asSynclineError<T>(row: ConnectionRow, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof SynclineError) throw error;
    if (error instanceof oauth.ResponseBodyError || error instanceof oauth.AuthorizationResponseError) {
      const status = error instanceof oauth.ResponseBodyError ? error.status : 400;
      throw new SynclineError({
        class: status === 429 || status >= 500 || isTooOften(error) ? 'transient' : 'auth',
        code: /^[a-z_]{1,50}$/.test(error.error) ? `oauth_${error.error}` : 'oauth_refused',
        message: `The authorisation server of connection ${row.name} refused: ${error.error.replace(/[^\w .-]/g, '').slice(0, 100)}.`,
        status,
      });
    }
    if (error instanceof oauth.WWWAuthenticateChallengeError) {
      throw new SynclineError({
        class: 'auth',
        code: 'oauth_invalid_client',
        message: `The authorisation server of connection ${row.name} does not take its clientId and clientSecret. Enter them anew.`,
        status: error.status,
      });
    }
    throw new SynclineError({
      class: 'transient',
      code: 'oauth_no_answer',
      message: `The authorisation server of connection ${row.name} gave no answer that can be used (${error instanceof Error ? error.name : 'unknown'}).`,
    });
  }
}

import { asItem, type ConnectionAccess } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import { accountsUrlOf, zohoApiOrigin } from '../hosts.ts';
import { addressAt } from '../oauth.ts';
import type { ZohoSettings } from '../settings.ts';
import { canRenew, noCredentials } from './credentials.ts';

export interface AccessToken {
  readonly token: string;
  /** Where it is good for calls; null: the answer did not say. */
  readonly origin: string | null;
}

/** A minute after the tenth token within ten minutes Zoho gives out no other. */
const REFUSED_PAUSE_MS = 60_000;

/**
 * A new access token by the refresh token. Its answer names the API domain of the account, which is where calls go then:
 * a domain that is not Zoho's is refused, so that no answer can send a token elsewhere.
 */
export async function requestToken(access: ConnectionAccess<ZohoSettings>): Promise<AccessToken> {
  const { secrets, settings, baseUrl } = access;
  if (!canRenew(secrets)) throw noCredentials();
  const answer = await access.fetch(addressAt(settings.accountsUrl ?? accountsUrlOf(baseUrl), 'token'), {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: secrets['clientId'] ?? '',
      client_secret: secrets['clientSecret'] ?? '',
      refresh_token: secrets['refreshToken'] ?? '',
    }).toString(),
  });
  const body = asItem(await answer.json().catch(() => null));
  // Refusals come with status 200.
  if (typeof body?.['error'] === 'string') throw refusedToken(body['error']);
  const token = body?.['access_token'];
  if (typeof token !== 'string' || token === '')
    throw new SynclineError({
      class: 'transient',
      code: 'zoho_no_token',
      message: 'Zoho answered the request for a token without one.',
    });
  return { token, origin: originOf(body?.['api_domain'], baseUrl) };
}

function originOf(domain: unknown, baseUrl: string): string | null {
  if (domain === undefined || domain === null) return null;
  const origin = zohoApiOrigin(domain);
  if (origin !== null) return origin;
  const own = new URL(baseUrl).origin;
  if (typeof domain === 'string' && URL.canParse(domain) && new URL(domain).origin === own) return own;
  throw new SynclineError({
    class: 'permission',
    code: 'zoho_foreign_api_domain',
    message: 'The token answer names an API domain that is not one of Zoho: it is not followed. Check the base URL.',
  });
}

function refusedToken(error: string): SynclineError {
  const isTooMany = /access denied|too many/i.test(error);
  return new SynclineError({
    class: isTooMany ? 'rate_limited' : 'auth',
    code: isTooMany ? 'zoho_too_many_tokens' : 'zoho_token_refused',
    message: isTooMany
      ? 'Zoho gives out no further token for now: it allows ten in ten minutes.'
      : `Zoho refused to renew the token (${error.slice(0, 40)}): authorise the connection again.`,
    ...(isTooMany && { retryAt: new Date(Date.now() + REFUSED_PAUSE_MS) }),
  });
}

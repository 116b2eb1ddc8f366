import type { ConnectionAccess } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import { canRenew, noCredentials } from './credentials.ts';

/**
 * A new access token: by the refresh token where there is one, else by client credentials. `instance_url` of the answer
 * is not followed: calls go to the address that the user allowed.
 */
export async function requestToken(access: ConnectionAccess): Promise<string> {
  const { secrets } = access;
  if (!canRenew(secrets)) throw noCredentials();
  const { clientId = '', clientSecret, refreshToken } = secrets;
  const form = new URLSearchParams({ client_id: clientId });
  if (clientSecret) form.set('client_secret', clientSecret);
  form.set('grant_type', refreshToken ? 'refresh_token' : 'client_credentials');
  if (refreshToken) form.set('refresh_token', refreshToken);
  const answer = await access.fetch(`${access.baseUrl.replace(/\/+$/, '')}/services/oauth2/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: form.toString(),
  });
  const body: unknown = await answer.json().catch(() => null);
  const token = typeof body === 'object' && body !== null && 'access_token' in body ? body.access_token : null;
  if (typeof token === 'string' && token !== '') return token;
  throw new SynclineError({
    class: 'transient',
    code: 'salesforce_no_token',
    message: 'Salesforce answered the request for a token without one.',
  });
}

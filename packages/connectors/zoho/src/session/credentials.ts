import type { ConnectionAccess } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';

/** Whether the secrets hold what a new token can be had for. */
export function canRenew(secrets: ConnectionAccess['secrets']): boolean {
  return Boolean(secrets['clientId'] && secrets['clientSecret'] && secrets['refreshToken']);
}

export function noCredentials(): SynclineError {
  return new SynclineError({
    class: 'auth',
    code: 'zoho_no_credentials',
    message: 'The connection has neither a token nor a client id, client secret and refresh token. Set one of them.',
  });
}

import type { ConnectionAccess } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';

/** Whether the secrets hold what a new token can be had for. */
export function canRenew(secrets: ConnectionAccess['secrets']): boolean {
  return Boolean(secrets['clientId'] && (secrets['clientSecret'] || secrets['refreshToken']));
}

export function noCredentials(): SynclineError {
  return new SynclineError({
    class: 'auth',
    code: 'salesforce_no_credentials',
    message:
      'The connection has neither a token nor a client id with a client secret or refresh token. Set one of them.',
  });
}

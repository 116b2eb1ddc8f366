import { SynclineError } from '@syncline/core';

/** Headers that carry credentials at the vendors we know. */
const CREDENTIAL_HEADERS = ['authorization', 'x-api-key', 'api-key', 'private-token', 'x-api-token'];
const SHORTEST = 6;

/**
 * The same error, with any credential of the request that the vendor echoed replaced by `[redacted]`: some APIs
 * repeat the token that they refuse.
 */
export function withoutCredentials(
  error: SynclineError,
  headersInit: RequestInit['headers'] | undefined,
): SynclineError {
  const headers = new Headers(headersInit);
  let message = error.message;
  for (const name of CREDENTIAL_HEADERS) {
    const value = headers.get(name);
    if (!value) continue;
    const credential = value.slice(value.indexOf(' ') + 1);
    if (credential.length >= SHORTEST) message = message.replaceAll(credential, '[redacted]');
  }
  if (message === error.message) return error;
  return new SynclineError({
    class: error.class,
    code: error.code,
    message,
    ...(error.retryAt && { retryAt: error.retryAt }),
    ...(error.status !== undefined && { status: error.status }),
    ...(error.field !== undefined && { field: error.field }),
  });
}

import { SynclineError } from '@syncline/core';
import type { AccessTokens } from './access-tokens.ts';

/**
 * A connection's `fetch` while its token may lapse under way: where the vendor refuses the token that the client put into
 * `Authorization`, the call is made once more with a new one. A refused call has had no effect, so that any may be.
 */
export function withAccessToken(
  fetch: typeof globalThis.fetch,
  given: string,
  tokens: AccessTokens,
): typeof globalThis.fetch {
  let standing = given;
  return async (input, init) => {
    const send = (token: string) => fetch(input, withToken(init, given, token));
    const used = standing;
    try {
      return await send(used);
    } catch (error) {
      if (!(error instanceof SynclineError) || error.class !== 'auth' || !carries(init, given)) throw error;
      standing = await tokens.insteadOf(used);
      // What flows has flown: it was refused, so that nothing is in doubt, and is sent again by the job.
      if (init?.body instanceof ReadableStream) throw sendAgain(error);
      return send(standing);
    }
  };
}

function sendAgain(cause: SynclineError): SynclineError {
  const message = 'The access token lapsed before a file was sent; it has been renewed.';
  return new SynclineError({ class: 'rate_limited', code: 'token_renewed', message, retryAt: new Date(), cause });
}

function carries(init: RequestInit | undefined, token: string): boolean {
  return new Headers(init?.headers).get('authorization')?.includes(token) === true;
}

function withToken(init: RequestInit | undefined, given: string, token: string): RequestInit | undefined {
  if (token === given || !carries(init, given)) return init;
  const headers = new Headers(init?.headers);
  headers.set('authorization', (headers.get('authorization') ?? '').replace(given, token));
  return { ...init, headers };
}

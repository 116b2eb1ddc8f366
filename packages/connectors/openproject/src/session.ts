import { createHash } from 'node:crypto';
import type { ConnectionAccess } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { OpenProjectSettings } from './settings.ts';

type Access = ConnectionAccess<OpenProjectSettings>;

/** More connections than one process serves at a time; beyond it the oldest token is asked for anew. */
const CAPACITY = 1_000;

/** The `Authorization` of a connection's calls. */
export interface Session {
  authorization(signal: AbortSignal): Promise<string>;
  /** Another one than that which was refused; null where there is none to have. */
  renewed(refused: string, signal: AbortSignal): Promise<string | null>;
}

/**
 * Access tokens of OAuth applications, which outlive a client: clients are made for each use case. They are kept by
 * address and credentials, so that connections share one only where they are the same to OpenProject as well.
 */
export class SessionCache {
  readonly #tokens = new Map<string, Promise<string>>();

  of(access: Access): Session {
    const { token = '', clientId, clientSecret } = access.secrets;
    if (access.settings.auth === 'api_key')
      return lasting(`Basic ${Buffer.from(`apikey:${token}`).toString('base64')}`);
    if (!clientId || !clientSecret) return lasting(`Bearer ${token}`);
    const key = createHash('sha256')
      .update(JSON.stringify([access.baseUrl, clientId, clientSecret]))
      .digest('base64');
    const ask = (signal: AbortSignal) => this.#keep(key, requestToken(access, signal));
    return {
      authorization: (signal) => this.#tokens.get(key) ?? ask(signal),
      renewed: async (refused, signal) => {
        const standing = await this.#tokens.get(key)?.catch(() => null);
        // Another call may have renewed it meanwhile.
        return standing && standing !== refused ? standing : ask(signal);
      },
    };
  }

  #keep(key: string, token: Promise<string>): Promise<string> {
    // Set again: the map's order is then the order of use.
    this.#tokens.delete(key);
    this.#tokens.set(key, token);
    token.catch(() => {
      if (this.#tokens.get(key) === token) this.#tokens.delete(key);
    });
    const oldest = this.#tokens.keys().next();
    if (this.#tokens.size > CAPACITY && !oldest.done) this.#tokens.delete(oldest.value);
    return token;
  }
}

function lasting(authorization: string): Session {
  return { authorization: async () => authorization, renewed: async () => null };
}

/** A token for the application itself (RFC 6749, 4.4): https://www.openproject.org/docs/api/introduction/ */
async function requestToken(access: Access, signal: AbortSignal): Promise<string> {
  const { clientId = '', clientSecret = '' } = access.secrets;
  const answer = await access.fetch(`${access.baseUrl.replace(/\/+$/, '')}/oauth/token`, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: 'api_v3',
    }).toString(),
    signal,
  });
  const { access_token: token } = ((await answer.json().catch(() => null)) ?? {}) as {
    readonly access_token?: unknown;
  };
  if (typeof token === 'string' && token !== '') return `Bearer ${token}`;
  throw new SynclineError({
    class: 'auth',
    code: 'openproject_no_token',
    message: 'OpenProject answered the request for an access token without one',
  });
}

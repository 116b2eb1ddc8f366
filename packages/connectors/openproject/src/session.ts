import { createHash } from 'node:crypto';
import type { ConnectionAccess } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { OpenProjectSettings } from './settings.ts';

type Access = ConnectionAccess<OpenProjectSettings>;

/** More connections than one process serves at a time; beyond it the oldest token is asked for anew. */
const CAPACITY = 1_000;

/** The `Authorization` of a connection's calls. */
export interface Session {
  authorization(): Promise<string>;
  /** Another one than that which was refused; null where there is none to have. */
  renewed(refused: string): Promise<string | null>;
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
    const ask = () => this.#keep(key, requestToken(access));
    return {
      authorization: () => this.#tokens.get(key) ?? ask(),
      renewed: async (refused) => {
        const known = this.#tokens.get(key);
        const standing = await known?.catch(() => null);
        const newest = this.#tokens.get(key);
        // Another call may have renewed it meanwhile.
        if (newest !== undefined && newest !== known) return newest;
        return standing && standing !== refused ? standing : ask();
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

/**
 * A token for the application itself (RFC 6749, 4.4): https://www.openproject.org/docs/api/introduction/. Many calls may
 * wait for it, so that none of them breaks it off.
 */
async function requestToken(access: Access): Promise<string> {
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

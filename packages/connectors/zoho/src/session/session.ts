import type { ConnectionAccess } from '@syncline/connector-sdk';
import type { ZohoSettings } from '../settings.ts';
import { type AccessToken, requestToken } from './request-token.ts';

/** The access token of one connection, renewed by one call however many need it. */
export class Session {
  #token: AccessToken | null;
  #renewal: Promise<AccessToken> | null = null;

  constructor(token: string | null) {
    this.#token = token === null ? null : { token, origin: null };
  }

  async token(access: ConnectionAccess<ZohoSettings>): Promise<AccessToken> {
    return this.#token ?? this.renew(access, null);
  }

  /** A token other than the one that was refused. Throws SynclineError `auth` when there is no way to get one. */
  async renew(access: ConnectionAccess<ZohoSettings>, refused: AccessToken | null): Promise<AccessToken> {
    if (this.#token !== null && this.#token.token !== refused?.token) return this.#token;
    // No caller's signal: the others wait for the same answer.
    this.#renewal ??= requestToken(access).finally(() => {
      this.#renewal = null;
    });
    this.#token = await this.#renewal;
    return this.#token;
  }
}

import type { ConnectionAccess } from '@syncline/connector-sdk';
import { requestToken } from './request-token.ts';

/** The access token of one connection, renewed by one call however many need it. */
export class Session {
  #token: string | null;
  #renewal: Promise<string> | null = null;

  constructor(token: string | null) {
    this.#token = token;
  }

  async token(access: ConnectionAccess): Promise<string> {
    return this.#token ?? this.renew(access, null);
  }

  /** A token other than the one that was refused. Throws SynclineError `auth` when there is no way to get one. */
  async renew(access: ConnectionAccess, refused: string | null): Promise<string> {
    if (this.#token !== null && this.#token !== refused) return this.#token;
    // No caller's signal: the others wait for the same answer.
    this.#renewal ??= requestToken(access).finally(() => {
      this.#renewal = null;
    });
    this.#token = await this.#renewal;
    return this.#token;
  }
}

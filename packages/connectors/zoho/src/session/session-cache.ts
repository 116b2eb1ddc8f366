import { createHash } from 'node:crypto';
import type { ConnectionAccess } from '@syncline/connector-sdk';
import type { ZohoSettings } from '../settings.ts';
import { canRenew } from './credentials.ts';
import { Session } from './session.ts';

/** More connections than one process serves at a time; beyond it the oldest token is asked for anew. */
const CAPACITY = 1_000;
const CREDENTIALS = ['token', 'clientId', 'clientSecret', 'refreshToken'] as const;

/**
 * Tokens that outlive a client: clients are made for each use case, and Zoho gives out ten tokens in ten minutes. Losing
 * the cache costs one call. Sessions are kept by address and credentials; a connection that has only a token shares none.
 */
export class SessionCache {
  readonly #sessions = new Map<string, Session>();

  of(access: ConnectionAccess<ZohoSettings>): Session {
    const { secrets } = access;
    const token = secrets['token'] || null;
    if (!canRenew(secrets)) return new Session(token);
    const key = createHash('sha256')
      .update(JSON.stringify([access.baseUrl, ...CREDENTIALS.map((name) => secrets[name] ?? '')]))
      .digest('base64');
    const session = this.#sessions.get(key) ?? new Session(token);
    // Set again: the map's order is then the order of use.
    this.#sessions.delete(key);
    this.#sessions.set(key, session);
    if (this.#sessions.size > CAPACITY) {
      const oldest = this.#sessions.keys().next();
      if (!oldest.done) this.#sessions.delete(oldest.value);
    }
    return session;
  }
}

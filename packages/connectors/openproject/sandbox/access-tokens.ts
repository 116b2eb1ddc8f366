import { randomBytes } from 'node:crypto';

/** The OAuth application of the instance, and the access tokens that it was given. */
export class AccessTokens {
  readonly clientId = 'sandbox-client';
  readonly clientSecret = 'sandbox-client-secret';
  readonly #standing = new Set<string>();

  /** A new token for the application itself; null for wrong credentials. */
  ask(clientId: string | null, clientSecret: string | null): string | null {
    if (clientId !== this.clientId || clientSecret !== this.clientSecret) return null;
    const token = randomBytes(24).toString('base64url');
    this.#standing.add(token);
    return token;
  }

  isStanding(token: string): boolean {
    return this.#standing.has(token);
  }

  /** Those that were given out lapse at once. */
  expire(): void {
    this.#standing.clear();
  }
}

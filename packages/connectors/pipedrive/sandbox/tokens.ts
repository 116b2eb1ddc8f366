export interface TokenOptions {
  readonly token: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

/** Which tokens stand: a user's API token, which does not lapse, and the one access token that was given last. */
export class Tokens {
  readonly token: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
  #access: string | null = null;
  #given = 0;

  constructor(options: TokenOptions) {
    this.token = options.token;
    this.clientId = options.clientId;
    this.clientSecret = options.clientSecret;
    this.refreshToken = options.refreshToken;
  }

  /** The API token in a header or in the query, an access token as bearer. */
  accepts(headers: Readonly<Record<string, unknown>>, query: Readonly<Record<string, unknown>>): boolean {
    const shown = headers['x-api-token'] ?? query['api_token'];
    if (shown !== undefined) return shown === this.token;
    return this.#access !== null && headers['authorization'] === `Bearer ${this.#access}`;
  }

  refresh(refreshToken: string): string | null {
    if (refreshToken !== this.refreshToken) return null;
    this.#given += 1;
    this.#access = `sandbox-access-${this.#given}`;
    return this.#access;
  }

  expire(): void {
    this.#access = null;
  }
}

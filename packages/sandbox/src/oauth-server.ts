import { createHash, randomBytes } from 'node:crypto';
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';

export interface OAuthServerOptions {
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** Where it sends browsers back to; anything else is refused. */
  readonly redirectUris: readonly string[];
  /** How long an access token lasts. Default an hour. */
  readonly accessTokenMs?: number;
  /** How long a refresh token that was replaced is taken once more, as Atlassian does for ten minutes. Default 0: never. */
  readonly reuseLeewayMs?: number;
  readonly clock?: { now(): Date };
}

/** What somebody consented to: refresh tokens replace one another in it, and one used too late ends all of it. */
interface Consent {
  ended: boolean;
}

/**
 * A simulated authorisation server: authorisation code with PKCE (everybody consents at once), client credentials, and
 * refresh tokens that rotate. `/authorize` and `/oauth/token`, as Auth0 and Atlassian have them.
 */
export class OAuthServer {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Requests for tokens by grant, refused ones too. */
  readonly asked: Record<string, number> = {};
  /** Every secret that it has given or been shown: codes, tokens, code verifiers. */
  readonly secrets: string[] = [];
  /** The most requests for tokens that were open at a time. */
  mostAtATime = 0;
  url = '';
  /** Awaited before each token answer. */
  beforeAnswer: () => Promise<void> | void = () => {};
  readonly #options: OAuthServerOptions;
  readonly #app = Fastify();
  readonly #codes = new Map<string, { readonly challenge: string; readonly redirectUri: string }>();
  readonly #access = new Map<string, number>();
  readonly #refresh = new Map<string, { readonly consent: Consent; replacedAt: number | null }>();
  #open = 0;
  #loses = 0;

  private constructor(options: OAuthServerOptions) {
    this.#options = options;
    this.clientId = options.clientId ?? 'simulated-client';
    this.clientSecret = options.clientSecret ?? 'simulated-client-secret';
    this.#app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
      done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    this.#app.get('/authorize', async (request, reply) => this.#authorise(request, reply));
    this.#app.post('/oauth/token', async (request, reply) => this.#answer(request, reply));
  }

  static async listen(options: OAuthServerOptions): Promise<OAuthServer> {
    const server = new OAuthServer(options);
    server.url = await server.#app.listen({ host: '127.0.0.1', port: 0 });
    return server;
  }

  close(): Promise<void> {
    return this.#app.close();
  }

  /** Whether an access token stands. */
  accepts(token: string): boolean {
    return (this.#access.get(token) ?? 0) > this.#now();
  }

  /** Ends every access token at once, without a word in advance. */
  expireAccessTokens(): void {
    this.#access.clear();
  }

  /** Ends every consent, as its giver can: no refresh token is taken any more. */
  revoke(): void {
    for (const { consent } of this.#refresh.values()) consent.ended = true;
    this.#access.clear();
  }

  /** The next token that is given does not arrive: the connection breaks after it was made. */
  loseNextAnswer(): void {
    this.#loses += 1;
  }

  #now(): number {
    return (this.#options.clock?.now() ?? new Date()).getTime();
  }

  #authorise({ query }: FastifyRequest, reply: FastifyReply) {
    const { client_id, redirect_uri = '', state = '', ...rest } = query as Record<string, string>;
    if (client_id !== this.clientId || !this.#options.redirectUris.includes(redirect_uri))
      return reply.code(400).send({ error: 'unauthorized_client' });
    const back = new URL(redirect_uri);
    back.searchParams.set('state', state);
    if (rest['response_type'] !== 'code' || rest['code_challenge_method'] !== 'S256' || !rest['code_challenge'])
      back.searchParams.set('error', 'invalid_request');
    else {
      const code = this.#new('code');
      this.#codes.set(code, { challenge: rest['code_challenge'], redirectUri: redirect_uri });
      back.searchParams.set('code', code);
    }
    return reply.redirect(back.href);
  }

  async #answer(request: FastifyRequest, reply: FastifyReply) {
    const form = request.body as Record<string, string>;
    const grant = form['grant_type'] ?? '';
    this.asked[grant] = (this.asked[grant] ?? 0) + 1;
    if (form['code_verifier']) this.secrets.push(form['code_verifier']);
    this.#open += 1;
    this.mostAtATime = Math.max(this.mostAtATime, this.#open);
    try {
      const answer = this.#tokens(grant, form);
      await this.beforeAnswer();
      if (this.#loses > 0 && !('error' in answer)) {
        this.#loses -= 1;
        request.raw.socket.destroy();
        return await reply.hijack();
      }
      return await reply.code('error' in answer ? (answer.error === 'invalid_client' ? 401 : 400) : 200).send(answer);
    } finally {
      this.#open -= 1;
    }
  }

  #tokens(grant: string, form: Record<string, string>): Record<string, unknown> {
    if (form['client_id'] !== this.clientId || form['client_secret'] !== this.clientSecret)
      return { error: 'invalid_client' };
    if (grant === 'client_credentials') return this.#issue(null);
    if (grant === 'authorization_code') {
      const code = this.#codes.get(form['code'] ?? '');
      this.#codes.delete(form['code'] ?? '');
      const challenge = createHash('sha256')
        .update(form['code_verifier'] ?? '')
        .digest('base64url');
      const isRight = code?.challenge === challenge && code.redirectUri === form['redirect_uri'];
      return isRight ? this.#issue({ ended: false }) : { error: 'invalid_grant' };
    }
    if (grant !== 'refresh_token') return { error: 'unsupported_grant_type' };
    const refresh = this.#refresh.get(form['refresh_token'] ?? '');
    if (!refresh || refresh.consent.ended) return { error: 'invalid_grant' };
    const { replacedAt, consent } = refresh;
    if (replacedAt !== null && this.#now() - replacedAt >= (this.#options.reuseLeewayMs ?? 0)) {
      // Somebody has a copy: neither of the two is trusted any more.
      consent.ended = true;
      return { error: 'invalid_grant' };
    }
    refresh.replacedAt ??= this.#now();
    return this.#issue(consent);
  }

  #issue(consent: Consent | null): Record<string, unknown> {
    const lifeMs = this.#options.accessTokenMs ?? 3_600_000;
    const accessToken = this.#new('access');
    this.#access.set(accessToken, this.#now() + lifeMs);
    const answer = { access_token: accessToken, token_type: 'Bearer', expires_in: Math.ceil(lifeMs / 1000) };
    if (consent === null) return answer;
    const refreshToken = this.#new('refresh');
    this.#refresh.set(refreshToken, { consent, replacedAt: null });
    return { ...answer, refresh_token: refreshToken, scope: 'read write offline_access' };
  }

  #new(kind: string): string {
    const made = `simulated-${kind}-${randomBytes(18).toString('base64url')}`;
    this.secrets.push(made);
    return made;
  }
}

import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Portal } from '../model/portal.ts';

const LIFE_SECONDS = 1_800;

/** Access tokens that stand, and what they are given for. */
export class Tokens {
  readonly #access: Set<string>;
  readonly #refresh = new Set<string>();
  readonly #codes = new Map<string, string>();
  readonly #app = new Set<string>();

  constructor(token: string) {
    this.#access = new Set([token]);
  }

  accepts(token: string): boolean {
    return this.#access.has(token);
  }

  /** Those of the app itself, which open its journal and nothing else. */
  acceptsOfApp(token: string): boolean {
    return this.#app.has(token);
  }

  issueToApp() {
    const token = randomBytes(16).toString('hex');
    this.#app.add(token);
    return { access_token: token, expires_in: LIFE_SECONDS, token_type: 'bearer', token_use: 'client_credentials' };
  }

  /** Ends every access token at once; refresh tokens stand. */
  expire(): void {
    this.#access.clear();
    this.#app.clear();
  }

  /** Somebody consented: a code that can be given for tokens once. */
  consent(redirectUri: string): string {
    const code = randomBytes(12).toString('hex');
    this.#codes.set(code, redirectUri);
    return code;
  }

  takeCode(code: string, redirectUri: string): boolean {
    const isRight = this.#codes.get(code) === redirectUri;
    this.#codes.delete(code);
    return isRight;
  }

  knowsRefresh(token: string): boolean {
    return this.#refresh.has(token);
  }

  /** HubSpot keeps the refresh token that there is. */
  issue(refreshToken: string = randomBytes(16).toString('hex')) {
    const accessToken = randomBytes(16).toString('hex');
    this.#access.add(accessToken);
    this.#refresh.add(refreshToken);
    return { access_token: accessToken, refresh_token: refreshToken, expires_in: LIFE_SECONDS, token_type: 'bearer' };
  }
}

/** Everybody consents at once. */
export function oauthRoutes(app: FastifyInstance, { settings }: Portal, tokens: Tokens): void {
  app.get('/oauth/authorize', (request, reply) => {
    const { client_id, redirect_uri = '', state = '' } = request.query as Record<string, string | undefined>;
    if (client_id !== settings.clientId || !URL.canParse(redirect_uri))
      return reply.code(400).send('Authorization failed');
    const back = new URL(redirect_uri);
    back.searchParams.set('code', tokens.consent(redirect_uri));
    back.searchParams.set('state', state);
    return reply.redirect(back.href);
  });
  app.post('/oauth/v1/token', (request, reply) => {
    const form = (request.body ?? {}) as Record<string, string | undefined>;
    const refuse = (error: string, message: string) =>
      reply.code(400).send({ status: 'error', error, error_description: message, message });
    if (form['client_id'] !== settings.clientId || form['client_secret'] !== settings.clientSecret)
      return refuse('invalid_client', 'missing or invalid client id or secret');
    if (form['grant_type'] === 'client_credentials')
      return (form['scope'] ?? '').split(' ').includes('developer.webhooks_journal.read')
        ? reply.send(tokens.issueToApp())
        : refuse('invalid_scope', 'the journal needs its scopes');
    if (form['grant_type'] === 'authorization_code')
      return tokens.takeCode(form['code'] ?? '', form['redirect_uri'] ?? '')
        ? reply.send(tokens.issue())
        : refuse('invalid_grant', 'missing or unknown auth code');
    const refresh = form['refresh_token'] ?? '';
    return form['grant_type'] === 'refresh_token' && tokens.knowsRefresh(refresh)
      ? reply.send(tokens.issue(refresh))
      : refuse('invalid_grant', 'missing or unknown refresh token');
  });
}

import type { FastifyInstance } from 'fastify';
import type { SandboxSettings } from '../options.ts';
import type { Tokens } from '../tokens.ts';
import { sendJson } from './reply.ts';

/** Tokens by refresh token. Zoho refuses with status 200. */
export function oauthRoutes(app: FastifyInstance, settings: SandboxSettings, tokens: Tokens): void {
  app.post('/oauth/v2/token', (request, reply) => {
    const form = new URLSearchParams(typeof request.body === 'string' ? request.body : '');
    if (form.get('client_id') !== settings.clientId) return sendJson(reply, { error: 'invalid_client' });
    if (form.get('client_secret') !== settings.clientSecret) return sendJson(reply, { error: 'invalid_client_secret' });
    if (form.get('grant_type') !== 'refresh_token') return sendJson(reply, { error: 'unsupported_grant_type' });
    if (form.get('refresh_token') !== settings.refreshToken) return sendJson(reply, { error: 'invalid_code' });
    return sendJson(reply, {
      access_token: tokens.issue(),
      api_domain: settings.apiDomain ?? `http://${request.host}`,
      token_type: 'Bearer',
      expires_in: 3_600,
    });
  });
}

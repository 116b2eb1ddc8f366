import type { FastifyInstance } from 'fastify';
import type { Organisation } from '../model/organisation.ts';
import type { Tokens } from '../tokens.ts';
import { sendJson } from './reply.ts';

/** Tokens by refresh token or client credentials. */
export function oauthRoutes(app: FastifyInstance, organisation: Organisation, tokens: Tokens): void {
  const { settings } = organisation;
  app.post('/services/oauth2/token', (request, reply) => {
    const form = new URLSearchParams(typeof request.body === 'string' ? request.body : '');
    if (form.get('client_id') !== settings.clientId)
      return sendJson(reply, { error: 'invalid_client_id', error_description: 'client identifier invalid' }, 400);
    const secret = form.get('client_secret');
    const isByRefresh = form.get('grant_type') === 'refresh_token';
    if (isByRefresh ? secret !== null && secret !== settings.clientSecret : secret !== settings.clientSecret)
      return sendJson(reply, { error: 'invalid_client', error_description: 'invalid client credentials' }, 400);
    if (isByRefresh && form.get('refresh_token') !== settings.refreshToken)
      return sendJson(reply, { error: 'invalid_grant', error_description: 'expired access/refresh token' }, 400);
    if (!isByRefresh && form.get('grant_type') !== 'client_credentials')
      return sendJson(reply, { error: 'unsupported_grant_type', error_description: 'grant type not supported' }, 400);
    const origin = `http://${request.host}`;
    return sendJson(reply, {
      access_token: tokens.issue(),
      instance_url: origin,
      id: `${origin}/id/${settings.organizationId}/${organisation.viewerId}`,
      token_type: 'Bearer',
      issued_at: String(settings.now().getTime()),
      scope: 'api refresh_token',
    });
  });
}

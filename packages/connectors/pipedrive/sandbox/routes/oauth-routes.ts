import type { FastifyInstance } from 'fastify';
import type { Tokens } from '../tokens.ts';

/** Refreshing alone: consent is given on Pipedrive's own pages. */
export function oauthRoutes(app: FastifyInstance, tokens: Tokens): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  app.post('/oauth/token', (request, reply) => {
    const form = (request.body ?? {}) as Readonly<Record<string, string>>;
    const basic = Buffer.from(`${tokens.clientId}:${tokens.clientSecret}`).toString('base64');
    if (request.headers.authorization !== `Basic ${basic}`)
      return reply.code(401).send({ error: 'invalid_client', error_description: 'Client authentication failed' });
    const access = form['grant_type'] === 'refresh_token' ? tokens.refresh(form['refresh_token'] ?? '') : null;
    if (access === null) return reply.code(400).send({ error: 'invalid_grant' });
    return reply.send({
      access_token: access,
      token_type: 'bearer',
      refresh_token: tokens.refreshToken,
      scope: 'base deals:full contacts:full activities:full users:read admin',
      expires_in: 3_599,
      api_domain: 'https://acme-sandbox.pipedrive.com',
    });
  });
}

import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from './problem.ts';

const open = new Set(['/livez', '/readyz']);

/**
 * With a token, everything but the health checks wants it. Without one the app serves the machine it runs on
 * alone: then a page of another site must not be able to use the visitor's browser as its way in, so foreign
 * host names (DNS rebinding) and foreign origins (forged requests) are refused.
 */
export function guardAccess(app: FastifyInstance, authToken: string | null): void {
  const expected = authToken === null ? null : digest(authToken);
  app.addHook('onRequest', async (request, reply) => {
    if (open.has(request.url.split('?')[0] ?? '')) return;
    if (expected === null) return refuseForeign(request);
    const given = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (given !== undefined && timingSafeEqual(digest(given), expected)) return;
    void reply.header('www-authenticate', 'Bearer realm="syncline"');
    throw new Problem({ status: 401, code: 'unauthorized', title: 'A token is needed', detail: 'Send it as "Authorization: Bearer <token>".' });
  });
}

/** Equal lengths, so that the comparison tells nothing about the token's. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function refuseForeign(request: FastifyRequest): void {
  if (!isLoopbackHost(hostOf(`http://${request.headers.host ?? ''}`))) {
    throw new Problem({ status: 403, code: 'foreign-host', title: 'Unknown host', detail: 'Without a token only loopback addresses are served. Set SYNCLINE_TOKEN to serve others.' });
  }
  const { origin } = request.headers;
  if (origin !== undefined && !isLoopbackHost(hostOf(origin))) {
    throw new Problem({ status: 403, code: 'foreign-origin', title: 'Cross-site request refused', detail: 'Without a token no other site may call this API.' });
  }
}

function hostOf(url: string): string {
  return URL.parse(url)?.hostname ?? '';
}

/** Whether a host name or address can only be this machine. */
export function isLoopbackHost(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  return name === 'localhost' || name.endsWith('.localhost') || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name);
}

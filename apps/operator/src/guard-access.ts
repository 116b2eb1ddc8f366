import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type ProblemInit, sendProblem } from './problem.ts';

const open = new Set(['/livez', '/readyz']);

/**
 * With a token, everything but the health checks wants it. Without one the app serves the machine it runs on
 * alone: then a page of another site must not be able to use the visitor's browser as its way in, so foreign
 * host names (DNS rebinding) and foreign origins (forged requests) are refused.
 */
export function guardAccess(app: FastifyInstance, authToken: string | null): void {
  const expected = authToken === null ? null : digest(authToken);
  // Answered here rather than thrown: plugins bring error handlers of their own.
  app.addHook('onRequest', async (request, reply) => {
    if (open.has(request.url.split('?')[0] ?? '')) return;
    const refusal = expected === null ? refusalOfForeign(request) : refusalWithoutToken(request, expected);
    if (refusal === null) return;
    if (refusal.status === 401) void reply.header('www-authenticate', 'Bearer realm="syncline"');
    return sendProblem(request, reply, refusal);
  });
}

function refusalWithoutToken(request: FastifyRequest, expected: Buffer): ProblemInit | null {
  const given = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (given !== undefined && timingSafeEqual(digest(given), expected)) return null;
  return {
    status: 401,
    code: 'unauthorized',
    title: 'A token is needed',
    detail: 'Send it as "Authorization: Bearer <token>".',
  };
}

/** Equal lengths, so that the comparison tells nothing about the token's. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function refusalOfForeign(request: FastifyRequest): ProblemInit | null {
  if (!isLoopbackHost(hostOf(`http://${request.headers.host ?? ''}`))) {
    return {
      status: 403,
      code: 'foreign-host',
      title: 'Unknown host',
      detail: 'Without a token only loopback addresses are served. Set SYNCLINE_TOKEN to serve others.',
    };
  }
  const { origin } = request.headers;
  if (origin !== undefined && !isLoopbackHost(hostOf(origin))) {
    return {
      status: 403,
      code: 'foreign-origin',
      title: 'Cross-site request refused',
      detail: 'Without a token no other site may call this API.',
    };
  }
  return null;
}

function hostOf(url: string): string {
  return URL.parse(url)?.hostname ?? '';
}

/** Whether a host name or address can only be this machine. */
export function isLoopbackHost(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  return name === 'localhost' || name.endsWith('.localhost') || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name);
}

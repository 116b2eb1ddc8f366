import type { FastifyRequest } from 'fastify';

/** What the browser speaks: behind a proxy that ends TLS the request itself is plain. */
export function protocolOf(request: FastifyRequest): 'http' | 'https' {
  return request.headers['x-forwarded-proto'] === 'https' ? 'https' : request.protocol;
}

import type { FastifyRequest } from 'fastify';
import type { ProblemInit } from '../problem.ts';

/**
 * Why a request without a key is not from a person on this machine, or null. It must have come in on loopback, from
 * loopback; and a page of another site must not be able to use the visitor's browser as its way in, so foreign host
 * names (DNS rebinding) and foreign origins (forged requests) are refused.
 */
export function refusalOfForeign(request: FastifyRequest): ProblemInit | null {
  const { remoteAddress = '', localAddress = remoteAddress } = request.socket;
  if (!isLoopbackHost(unmapped(remoteAddress)) || !isLoopbackHost(unmapped(localAddress))) {
    return {
      status: 401,
      code: 'unauthorized',
      title: 'A key is needed',
      detail: 'Only people on the machine itself need none. Send "Authorization: Bearer <key>".',
    };
  }
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

/** An IPv4 address that an IPv6 socket shows as `::ffff:127.0.0.1`. */
function unmapped(address: string): string {
  return address.replace(/^::ffff:/i, '');
}

/** Whether a host name or address can only be this machine. */
export function isLoopbackHost(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  return name === 'localhost' || name.endsWith('.localhost') || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name);
}

import { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { refuseSlow } from './problems-before-routes.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** How long a body may take to arrive, in ms, where it is longer than of others: files. */
    readonly bodyTimeoutMs?: number;
  }
}

/** The longest that any request may take to arrive: Node has one time for all, and cuts what is slower by itself. */
export const LONGEST_BODY_MS = 30 * 60_000;

/** Cuts requests whose body does not arrive in time. Each route may say how much that is. */
export function limitSlowBodies(app: FastifyInstance, limitMs: number): void {
  app.addHook('onRequest', async ({ raw, routeOptions }) => {
    // What announces no body has nothing that could be late.
    const { 'content-length': length = '0', 'transfer-encoding': encoding } = raw.headers;
    if (raw.complete || (encoding === undefined && length === '0')) return;
    // A request that came by no connection (`inject`) is all there, read or not.
    const { socket } = raw;
    if (!(socket instanceof Socket)) return;
    const timer = setTimeout(() => {
      if (!raw.complete) refuseSlow(socket);
    }, routeOptions.config.bodyTimeoutMs ?? limitMs);
    const stop = (): void => clearTimeout(timer);
    raw.once('end', stop).once('close', stop);
  });
}

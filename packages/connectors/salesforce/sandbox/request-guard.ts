import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultPlan, FaultSpec, FixedWindow, RequestLog } from '@syncline/sandbox';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from './routes/reply.ts';
import type { Tokens } from './tokens.ts';

export interface GuardParts {
  readonly tokens: Tokens;
  readonly now: () => Date;
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  readonly primary: FixedWindow;
}

interface GuardState {
  readonly startedAt: number;
  readonly fault: FaultSpec | null;
}

/** What stands before and after every route: faults, sessions, the limit, the log. */
export function guardRequests(app: FastifyInstance, parts: GuardParts): void {
  const states = new WeakMap<FastifyRequest, GuardState>();

  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/_sandbox/')) return;
    const state = { startedAt: performance.now(), fault: parts.faults.take(request.method, request.url) };
    states.set(request, state);
    if (state.fault !== null && (await applyFault(request, reply, state.fault))) return reply;
    // Requests for tokens need no session, and are counted elsewhere.
    if (request.url.startsWith('/services/oauth2/')) return;
    const [scheme, token = ''] = (request.headers.authorization ?? '').split(' ');
    if (scheme !== 'Bearer' || !parts.tokens.has(token))
      return refuse(reply, 401, 'INVALID_SESSION_ID', 'Session expired or invalid');
    if (!parts.primary.take()) return refuseLimit(reply);
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const state = states.get(request);
    if (state === undefined) return payload;
    const { limit, used } = parts.primary.state();
    // Node's own Date follows the machine's clock, not the sandbox's.
    reply.headers({ date: parts.now().toUTCString(), 'sforce-limit-info': `api-usage=${used}/${limit}` });
    if (state.fault?.kind === 'lost_answer') {
      record(request, reply.statusCode);
      request.raw.socket.destroy();
    }
    if (state.fault?.kind !== 'malformed' || typeof payload !== 'string') return payload;
    reply.removeHeader('content-length');
    return payload.slice(0, Math.max(1, Math.floor(payload.length / 2)));
  });

  app.addHook('onResponse', async (request, reply) => record(request, reply.statusCode));
  // A cut connection has no response event that can be relied on.
  app.addHook('onRequestAbort', async (request) => record(request, 0));

  function record(request: FastifyRequest, status: number): void {
    const state = states.get(request);
    if (state === undefined) return;
    states.delete(request);
    parts.log.add({
      method: request.method,
      url: request.url,
      route: request.routeOptions.url ?? '404',
      status,
      durationMs: performance.now() - state.startedAt,
      at: parts.now(),
    });
  }

  /** True when the request ends here. */
  async function applyFault(request: FastifyRequest, reply: FastifyReply, fault: FaultSpec): Promise<boolean> {
    switch (fault.kind) {
      case 'slow':
        await sleep(fault.delayMs ?? 1_000);
        return false;
      case 'status':
        if (fault.retryAfterSeconds !== undefined) reply.header('retry-after', String(fault.retryAfterSeconds));
        refuse(reply, fault.status ?? 500, codeOf(fault.status ?? 500), 'An unexpected error occurred');
        return true;
      case 'secondary_limit':
        refuseLimit(reply);
        return true;
      case 'reset':
        record(request, 0);
        reply.hijack();
        request.raw.socket.destroy();
        return true;
      case 'lost_answer':
      case 'malformed':
        return false;
    }
  }
}

function refuseLimit(reply: FastifyReply): FastifyReply {
  return refuse(reply, 403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
}

function codeOf(status: number): string {
  if (status === 503) return 'SERVER_UNAVAILABLE';
  return status >= 500 ? 'UNKNOWN_EXCEPTION' : 'ERROR';
}

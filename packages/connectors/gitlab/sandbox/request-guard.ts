import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultPlan, FaultSpec, FixedWindow, RequestLog } from '@syncline/sandbox';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

export interface GuardParts {
  readonly token: string;
  readonly now: () => Date;
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  readonly quota: FixedWindow;
}

interface GuardState {
  readonly startedAt: number;
  fault: FaultSpec | null;
}

/** What stands before and after every route: faults, credentials, limits, the log. */
export function guardRequests(app: FastifyInstance, parts: GuardParts): void {
  const states = new WeakMap<FastifyRequest, GuardState>();

  app.addHook('onRequest', async (request, reply) => {
    if (isControl(request)) return;
    const state: GuardState = {
      startedAt: performance.now(),
      fault: parts.faults.take(request.method, request.url),
    };
    states.set(request, state);
    if (state.fault !== null && (await applyFault(request, reply, state.fault))) return reply;
    const { authorization } = request.headers;
    if (authorization !== `Bearer ${parts.token}` && request.headers['private-token'] !== parts.token)
      return reply.code(401).send({ message: '401 Unauthorized' });
    if (!parts.quota.take()) {
      const waitMs = parts.quota.state().resetAt.getTime() - parts.now().getTime();
      return refuseRate(reply, Math.max(1, Math.ceil(waitMs / 1_000)));
    }
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const state = states.get(request);
    if (state === undefined) return payload;
    setCommonHeaders(reply, parts);
    let answer = payload;
    if (state.fault?.kind === 'malformed' && typeof answer === 'string') {
      answer = answer.slice(0, Math.max(1, Math.floor(answer.length / 2)));
      reply.removeHeader('content-length');
    }
    if (state.fault?.kind === 'lost_answer') {
      record(request, reply.statusCode);
      request.raw.socket.destroy();
    }
    return answer;
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
        reply.code(fault.status ?? 500).send({ message: '500 Internal Server Error' });
        return true;
      case 'secondary_limit':
        refuseRate(reply, fault.retryAfterSeconds ?? 5);
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

/** No JSON: it is answered before GitLab's own code is asked. */
function refuseRate(reply: FastifyReply, retryAfterSeconds: number): FastifyReply {
  return reply.code(429).header('retry-after', String(retryAfterSeconds)).type('text/plain').send('Retry later\n');
}

function setCommonHeaders(reply: FastifyReply, { quota, now }: GuardParts): void {
  const { limit, used, remaining, resetAt } = quota.state();
  reply.headers({
    // Node's own Date follows the machine's clock, not the sandbox's.
    date: now().toUTCString(),
    'ratelimit-name': 'throttle_authenticated_api',
    'ratelimit-limit': String(limit),
    'ratelimit-observed': String(used),
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': String(Math.ceil(resetAt.getTime() / 1_000)),
    'ratelimit-resettime': resetAt.toUTCString(),
  });
}

function isControl(request: FastifyRequest): boolean {
  return request.url.startsWith('/_sandbox/');
}

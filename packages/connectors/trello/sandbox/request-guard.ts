import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultPlan, FaultSpec, FixedWindow, RequestLog } from '@syncline/sandbox';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

export interface GuardParts {
  readonly apiKey: string;
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
    if (request.url.startsWith('/_sandbox/')) return;
    const state: GuardState = { startedAt: performance.now(), fault: parts.faults.take(request.method, request.url) };
    states.set(request, state);
    if (state.fault !== null && (await applyFault(request, reply, state.fault))) return reply;
    const { key, token } = credentialsOf(request);
    if (key !== parts.apiKey) return reply.code(401).send('invalid key');
    if (token !== parts.token) return reply.code(401).send('invalid token');
    const isSpent = !parts.quota.take();
    const { limit, remaining } = parts.quota.state();
    reply.header('x-rate-limit-api-token-interval-ms', String(parts.quota.windowMs));
    reply.header('x-rate-limit-api-token-max', String(limit));
    reply.header('x-rate-limit-api-token-remaining', String(remaining));
    return isSpent ? refuseRate(reply) : undefined;
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const state = states.get(request);
    if (state === undefined) return payload;
    // Node's own Date follows the machine's clock, not the sandbox's.
    reply.header('date', parts.now().toUTCString());
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
        reply.code(fault.status ?? 500).send('Internal error');
        return true;
      case 'secondary_limit':
        refuseRate(reply);
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

/** In the header or in the query, as Trello takes them. */
function credentialsOf(request: FastifyRequest): { readonly key: string; readonly token: string } {
  const { authorization = '' } = request.headers;
  const query = (request.query ?? {}) as Readonly<Record<string, string>>;
  const inHeader = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(authorization)?.[1];
  return {
    key: inHeader('oauth_consumer_key') ?? query['key'] ?? '',
    token: inHeader('oauth_token') ?? query['token'] ?? '',
  };
}

function refuseRate(reply: FastifyReply): FastifyReply {
  return reply.code(429).send({ error: 'API_TOKEN_LIMIT_EXCEEDED', message: 'Rate limit exceeded' });
}

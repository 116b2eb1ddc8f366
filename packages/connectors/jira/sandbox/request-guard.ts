import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultPlan, FaultSpec, FixedWindow, RequestLog } from '@syncline/sandbox';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from './routes/refuse.ts';

export interface GuardParts {
  readonly email: string;
  readonly token: string;
  readonly acceptsToken: (token: string) => boolean;
  readonly now: () => Date;
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  readonly quota: FixedWindow;
  readonly burst: { readonly window: FixedWindow; readonly retryAfterSeconds: number } | null;
}

interface GuardState {
  readonly startedAt: number;
  fault: FaultSpec | null;
}

/** What stands before and after every route: faults, credentials, limits, the log. */
export function guardRequests(app: FastifyInstance, parts: GuardParts): void {
  const states = new WeakMap<FastifyRequest, GuardState>();
  const basic = `Basic ${Buffer.from(`${parts.email}:${parts.token}`).toString('base64')}`;

  app.addHook('onRequest', async (request, reply) => {
    if (isControl(request)) return;
    const state: GuardState = {
      startedAt: performance.now(),
      fault: parts.faults.take(request.method, request.url),
    };
    states.set(request, state);
    if (state.fault !== null && (await applyFault(request, reply, state.fault))) return reply;
    const credentials = request.headers.authorization;
    const bearer = /^Bearer (.+)$/.exec(credentials ?? '')?.[1];
    const isKnown = bearer !== undefined && (bearer === parts.token || parts.acceptsToken(bearer));
    if (credentials !== basic && !isKnown) {
      reply.header('www-authenticate', 'OAuth realm="http%3A%2F%2Facme.example"');
      return refuse(reply, 401, 'Client must be authenticated to access this resource.');
    }
    if (parts.burst !== null && !parts.burst.window.take())
      return refuseRate(reply, 'jira-burst-based', parts.burst.retryAfterSeconds);
    if (!parts.quota.take()) {
      const waitMs = parts.quota.state().resetAt.getTime() - parts.now().getTime();
      return refuseRate(reply, 'jira-quota-tenant-based', Math.max(1, Math.ceil(waitMs / 1_000)));
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
        refuse(reply, fault.status ?? 500, 'Internal server error');
        return true;
      case 'secondary_limit':
        refuseRate(reply, 'jira-burst-based', fault.retryAfterSeconds ?? 5);
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

function refuseRate(reply: FastifyReply, reason: string, retryAfterSeconds: number): FastifyReply {
  reply.header('retry-after', String(retryAfterSeconds)).header('ratelimit-reason', reason);
  return refuse(reply, 429, 'Rate limit exceeded.');
}

function setCommonHeaders(reply: FastifyReply, { quota, now }: GuardParts): void {
  const { limit, remaining, resetAt } = quota.state();
  reply.headers({
    // Node's own Date follows the machine's clock, not the sandbox's.
    date: now().toUTCString(),
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    // Minutes, as Jira gives it: never earlier than the reset.
    'x-ratelimit-reset': `${new Date(Math.ceil(resetAt.getTime() / 60_000) * 60_000).toISOString().slice(0, 16)}Z`,
    ...(remaining < limit / 5 && { 'x-ratelimit-nearlimit': 'true' }),
  });
}

function isControl(request: FastifyRequest): boolean {
  return request.url.startsWith('/_sandbox/');
}

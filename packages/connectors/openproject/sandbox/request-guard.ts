import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultPlan, FaultSpec, FixedWindow, RequestLog } from '@syncline/sandbox';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AccessTokens } from './access-tokens.ts';
import { Refusal } from './changes/refusal.ts';

export interface GuardParts {
  readonly token: string;
  readonly tokens: AccessTokens;
  readonly now: () => Date;
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  /** Null: no limit, as OpenProject comes. */
  readonly quota: FixedWindow | null;
}

interface GuardState {
  readonly startedAt: number;
  fault: FaultSpec | null;
}

/** What stands before and after every route: faults, credentials, limits, the log. */
export function guardRequests(app: FastifyInstance, parts: GuardParts): void {
  const states = new WeakMap<FastifyRequest, GuardState>();
  const basic = `Basic ${Buffer.from(`apikey:${parts.token}`).toString('base64')}`;

  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/_sandbox/')) return;
    const state: GuardState = {
      startedAt: performance.now(),
      fault: parts.faults.take(request.method, request.url),
    };
    states.set(request, state);
    if (state.fault !== null && (await applyFault(request, reply, state.fault))) return reply;
    if (request.url.startsWith('/oauth/')) return;
    const credentials = request.headers.authorization ?? '';
    if (credentials !== basic && !parts.tokens.isStanding(credentials.replace(/^Bearer /, ''))) {
      reply.header('www-authenticate', 'Basic realm="OpenProject API"');
      return refuse(reply, 401, 'Unauthenticated', 'You did not provide the correct credentials.');
    }
    if (parts.quota !== null && !parts.quota.take()) {
      const waitMs = parts.quota.state().resetAt.getTime() - parts.now().getTime();
      return refuseRate(reply, Math.max(1, Math.ceil(waitMs / 1_000)));
    }
    if (request.method !== 'GET' && !/json/.test(request.headers['content-type'] ?? ''))
      return refuse(reply, 415, 'TypeNotSupported', "Expected CONTENT-TYPE to be 'application/json'.");
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
        refuse(reply, fault.status ?? 500, 'InternalServerError', 'An internal error has occurred.');
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

function refuseRate(reply: FastifyReply, retryAfterSeconds: number): FastifyReply {
  reply.header('retry-after', String(retryAfterSeconds));
  return reply.code(429).type('text/plain').send('Your request has been throttled.\n');
}

export function refuse(reply: FastifyReply, status: number, identifier: string, message: string): FastifyReply {
  return reply.code(status).send(new Refusal(status, { identifier, message }).body);
}

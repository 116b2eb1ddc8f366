import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FaultPlan, FaultSpec } from './fault-plan.ts';
import type { RequestLog } from './request-log.ts';

/** What one vendor has of its own before and after its routes. Each refusal sends an answer in the vendor's form. */
export interface RequestGuard {
  readonly now: () => Date;
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  /** Credentials and limits: sends the refusal and returns the reply, or lets the request pass. */
  admit(request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined;
  /** Sets the headers of every answer; returns the body as it goes out. */
  beforeAnswer?(request: FastifyRequest, reply: FastifyReply, body: unknown): unknown;
  refuseFault(reply: FastifyReply, status: number): FastifyReply;
  refuseRate(reply: FastifyReply, fault: FaultSpec): FastifyReply;
}

interface RequestState {
  readonly startedAt: number;
  readonly fault: FaultSpec | null;
}

/** What stands before and after every route of a simulated vendor: faults, credentials, limits, the log. */
export function guardRequests(app: FastifyInstance, guard: RequestGuard): void {
  const states = new WeakMap<FastifyRequest, RequestState>();

  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/_sandbox/')) return;
    const state = { startedAt: performance.now(), fault: guard.faults.take(request.method, request.url) };
    states.set(request, state);
    if (state.fault !== null && (await applyFault(request, reply, state.fault))) return reply;
    return guard.admit(request, reply);
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const state = states.get(request);
    if (state === undefined) return payload;
    // Node's own Date follows the machine's clock, not the sandbox's.
    reply.header('date', guard.now().toUTCString());
    const body = guard.beforeAnswer === undefined ? payload : guard.beforeAnswer(request, reply, payload);
    if (state.fault?.kind === 'lost_answer') {
      record(request, reply.statusCode);
      request.raw.socket.destroy();
    }
    if (state.fault?.kind !== 'malformed' || typeof body !== 'string') return body;
    reply.removeHeader('content-length').removeHeader('etag');
    return body.slice(0, Math.max(1, Math.floor(body.length / 2)));
  });

  app.addHook('onResponse', async (request, reply) => record(request, reply.statusCode));
  // A cut connection has no response event that can be relied on.
  app.addHook('onRequestAbort', async (request) => record(request, 0));

  function record(request: FastifyRequest, status: number): void {
    const state = states.get(request);
    if (state === undefined) return;
    states.delete(request);
    guard.log.add({
      method: request.method,
      url: request.url,
      route: request.routeOptions.url ?? '404',
      status,
      durationMs: performance.now() - state.startedAt,
      at: guard.now(),
      traceparent: headerOf(request, 'traceparent'),
      requestId: headerOf(request, 'x-request-id'),
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
        guard.refuseFault(reply, fault.status ?? 500);
        return true;
      case 'secondary_limit':
        guard.refuseRate(reply, fault);
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

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

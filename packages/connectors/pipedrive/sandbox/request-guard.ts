import type { FaultPlan, FixedWindow, RequestGuard, RequestLog } from '@syncline/sandbox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { costOf, type TokenBudget } from './limits/token-budget.ts';
import type { Tokens } from './tokens.ts';

export interface GuardParts {
  readonly tokens: Tokens;
  readonly now: () => Date;
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  readonly budget: TokenBudget;
  readonly burst: FixedWindow;
  readonly cutOffAfter: number;
}

const EDGE_PAGE =
  '<!DOCTYPE html><html><head><title>Access denied | api.pipedrive.com</title></head><body>Error 1015</body></html>';

/** Pipedrive's credentials, its two limits and their headers. Who goes on after many refusals is cut off by the edge. */
export function requestGuard(parts: GuardParts): RequestGuard {
  let refusedInARow = 0;
  const refuseRate = (reply: FastifyReply) => {
    refusedInARow += 1;
    if (refusedInARow > parts.cutOffAfter) return reply.code(403).type('text/html').send(EDGE_PAGE);
    return reply.code(429).send({ success: false, error: 'request over limit', code: 'ERR_RATE_LIMIT' });
  };
  return {
    ...parts,
    admit(request: FastifyRequest, reply: FastifyReply) {
      if (request.url.startsWith('/oauth/')) return undefined;
      if (!parts.tokens.accepts(request.headers, request.query as Readonly<Record<string, unknown>>))
        return reply.code(401).send({ success: false, error: 'unauthorized access', errorCode: 401 });
      const isInBurst = parts.burst.take();
      const isInBudget = isInBurst && parts.budget.take(costOf(request.method, request.url));
      const { limit, remaining } = parts.burst.state();
      const day = parts.budget.state();
      reply.header('x-ratelimit-limit', String(limit));
      reply.header('x-ratelimit-remaining', String(remaining));
      reply.header('x-ratelimit-reset', String(parts.burst.secondsToReset()));
      reply.header('x-daily-ratelimit-token-limit', String(day.limit));
      reply.header('x-daily-ratelimit-token-remaining', String(isInBurst && !isInBudget ? 0 : day.remaining));
      if (!isInBudget) return refuseRate(reply);
      refusedInARow = 0;
      return undefined;
    },
    refuseFault: (reply, status) => reply.code(status).send({ success: false, error: 'Internal server error' }),
    refuseRate,
  };
}

import type { FaultPlan, FixedWindow, RequestGuard, RequestLog } from '@syncline/sandbox';
import type { FastifyReply } from 'fastify';
import { bodyOf, Refusal } from './changes/refusal.ts';
import type { Tokens } from './routes/oauth-routes.ts';

export interface GuardParts {
  readonly tokens: Tokens;
  readonly now: () => Date;
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  readonly quota: FixedWindow;
  readonly searches: FixedWindow;
}

const DAY_LIMIT = 250_000;

/** HubSpot's tokens, its limits and its headers. */
export function requestGuard(parts: GuardParts): RequestGuard {
  const { tokens, quota, searches } = parts;
  let today = 0;
  return {
    ...parts,
    admit(request, reply) {
      // Tokens are asked for without one, an app's webhooks by its developer key, files by a signature in their address.
      if (/^\/(oauth|webhooks|journal-files)\//.test(request.url)) return undefined;
      const [scheme, token = ''] = (request.headers.authorization ?? '').split(' ');
      const isJournal = request.url.startsWith('/webhooks-journal/');
      if (scheme !== 'Bearer' || !(isJournal ? tokens.acceptsOfApp(token) : tokens.accepts(token)))
        return refuse(reply, new Refusal(401, 'INVALID_AUTHENTICATION', 'Authentication credentials not found.'));
      // Its calls are in none of the limits.
      if (isJournal) return undefined;
      today += 1;
      if (request.url.includes('/search')) return searches.take() ? undefined : refuseRate(reply, 'SECONDLY');
      const isSpent = !quota.take();
      const { limit, remaining } = quota.state();
      reply.header('x-hubspot-ratelimit-daily', String(DAY_LIMIT));
      reply.header('x-hubspot-ratelimit-daily-remaining', String(Math.max(0, DAY_LIMIT - today)));
      reply.header('x-hubspot-ratelimit-interval-milliseconds', String(quota.windowMs));
      reply.header('x-hubspot-ratelimit-max', String(limit));
      reply.header('x-hubspot-ratelimit-remaining', String(remaining));
      return isSpent ? refuseRate(reply, 'TEN_SECONDLY_ROLLING') : undefined;
    },
    refuseFault: (reply, status) => refuse(reply, new Refusal(status, 'UNKNOWN', 'internal error')),
    refuseRate: (reply) => refuseRate(reply, 'TEN_SECONDLY_ROLLING'),
  };
}

export function refuse(reply: FastifyReply, refusal: Refusal): FastifyReply {
  return reply.code(refusal.status).send(bodyOf(refusal));
}

function refuseRate(reply: FastifyReply, policyName: string): FastifyReply {
  return reply.code(429).send({
    status: 'error',
    message: `You have reached your ${policyName.toLowerCase()} limit.`,
    errorType: 'RATE_LIMIT',
    correlationId: 'c033cdaa-2c40-4a64-ae48-b4cec88dad24',
    policyName,
    requestId: '3d3e35b7-0dae-4b9f-a6e3-9c230cbcf8dd',
  });
}

import type { FaultPlan, FixedWindow, RequestGuard, RequestLog } from '@syncline/sandbox';
import type { FastifyReply } from 'fastify';
import { Refusal } from './changes/refusal.ts';
import { refuse } from './routes/reply.ts';
import type { Tokens } from './tokens.ts';

export interface GuardParts {
  readonly tokens: Tokens;
  readonly now: () => Date;
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  readonly credits: FixedWindow;
}

/** Zoho's tokens, its credits and its headers. */
export function requestGuard(parts: GuardParts): RequestGuard {
  return {
    ...parts,
    admit(request, reply) {
      if (request.url.startsWith('/oauth/v2/')) return undefined;
      const [scheme, token = ''] = (request.headers.authorization ?? '').split(' ');
      if (scheme !== 'Zoho-oauthtoken' || !parts.tokens.has(token))
        return refuse(reply, new Refusal(401, 'INVALID_TOKEN', 'invalid oauth token'));
      return parts.credits.take() ? undefined : refuseRate(reply);
    },
    beforeAnswer(_request, reply, body) {
      const { limit, remaining } = parts.credits.state();
      // Zoho says nothing before half of the credits are used.
      if (remaining * 2 <= limit) reply.header('x-api-credits-remaining', String(remaining));
      return body;
    },
    refuseFault: (reply, status) =>
      refuse(reply, new Refusal(status, 'INTERNAL_ERROR', 'Internal server error occurred.')),
    refuseRate,
  };
}

function refuseRate(reply: FastifyReply): FastifyReply {
  return refuse(
    reply,
    new Refusal(429, 'TOO_MANY_REQUESTS', 'You have exceeded the limit of requests. Try again later.'),
  );
}

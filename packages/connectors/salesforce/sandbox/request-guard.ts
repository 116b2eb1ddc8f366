import type { FaultPlan, FixedWindow, RequestGuard, RequestLog } from '@syncline/sandbox';
import type { FastifyReply } from 'fastify';
import { refuse } from './routes/reply.ts';
import type { Tokens } from './tokens.ts';

export interface GuardParts {
  readonly tokens: Tokens;
  readonly now: () => Date;
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  readonly primary: FixedWindow;
}

/** Salesforce's sessions, its limit and its headers. */
export function requestGuard(parts: GuardParts): RequestGuard {
  return {
    ...parts,
    admit(request, reply) {
      // Requests for tokens need no session, and are counted elsewhere.
      if (request.url.startsWith('/services/oauth2/')) return undefined;
      const [scheme, token = ''] = (request.headers.authorization ?? '').split(' ');
      if (scheme !== 'Bearer' || !parts.tokens.has(token))
        return refuse(reply, 401, 'INVALID_SESSION_ID', 'Session expired or invalid');
      return parts.primary.take() ? undefined : refuseRate(reply);
    },
    beforeAnswer(_request, reply, body) {
      const { limit, used } = parts.primary.state();
      reply.header('sforce-limit-info', `api-usage=${used}/${limit}`);
      return body;
    },
    refuseFault: (reply, status) => refuse(reply, status, codeOf(status), 'An unexpected error occurred'),
    refuseRate,
  };
}

function refuseRate(reply: FastifyReply): FastifyReply {
  return refuse(reply, 403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
}

function codeOf(status: number): string {
  if (status === 503) return 'SERVER_UNAVAILABLE';
  return status >= 500 ? 'UNKNOWN_EXCEPTION' : 'ERROR';
}

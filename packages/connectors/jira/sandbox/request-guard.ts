import type { FaultPlan, FixedWindow, RequestGuard, RequestLog } from '@syncline/sandbox';
import type { FastifyReply } from 'fastify';
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

/** Jira's credentials, its limits and its headers. */
export function requestGuard(parts: GuardParts): RequestGuard {
  const basic = `Basic ${Buffer.from(`${parts.email}:${parts.token}`).toString('base64')}`;
  return {
    ...parts,
    admit(request, reply) {
      const credentials = request.headers.authorization;
      const bearer = /^Bearer (.+)$/.exec(credentials ?? '')?.[1];
      const isKnown = bearer !== undefined && (bearer === parts.token || parts.acceptsToken(bearer));
      if (credentials !== basic && !isKnown) {
        reply.header('www-authenticate', 'OAuth realm="http%3A%2F%2Facme.example"');
        return refuse(reply, 401, 'Client must be authenticated to access this resource.');
      }
      if (parts.burst !== null && !parts.burst.window.take())
        return refuseRate(reply, 'jira-burst-based', parts.burst.retryAfterSeconds);
      if (!parts.quota.take()) return refuseRate(reply, 'jira-quota-tenant-based', parts.quota.secondsToReset());
      return undefined;
    },
    beforeAnswer(_request, reply, body) {
      const { limit, remaining, resetAt } = parts.quota.state();
      reply.headers({
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(remaining),
        // Minutes, as Jira gives it: never earlier than the reset.
        'x-ratelimit-reset': `${new Date(Math.ceil(resetAt.getTime() / 60_000) * 60_000).toISOString().slice(0, 16)}Z`,
        ...(remaining < limit / 5 && { 'x-ratelimit-nearlimit': 'true' }),
      });
      return body;
    },
    refuseFault: (reply, status) => refuse(reply, status, 'Internal server error'),
    refuseRate: (reply, fault) => refuseRate(reply, 'jira-burst-based', fault.retryAfterSeconds ?? 5),
  };
}

function refuseRate(reply: FastifyReply, reason: string, retryAfterSeconds: number): FastifyReply {
  reply.header('retry-after', String(retryAfterSeconds)).header('ratelimit-reason', reason);
  return refuse(reply, 429, 'Rate limit exceeded.');
}

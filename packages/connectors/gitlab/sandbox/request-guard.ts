import type { FaultPlan, FixedWindow, RequestGuard, RequestLog } from '@syncline/sandbox';
import type { FastifyReply } from 'fastify';

export interface GuardParts {
  readonly token: string;
  readonly now: () => Date;
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  readonly quota: FixedWindow;
}

/** GitLab's credentials, its limit and its headers. */
export function requestGuard(parts: GuardParts): RequestGuard {
  return {
    ...parts,
    admit(request, reply) {
      const { authorization } = request.headers;
      if (authorization !== `Bearer ${parts.token}` && request.headers['private-token'] !== parts.token)
        return reply.code(401).send({ message: '401 Unauthorized' });
      if (!parts.quota.take()) return refuseRate(reply, parts.quota.secondsToReset());
      return undefined;
    },
    beforeAnswer(_request, reply, body) {
      const { limit, used, remaining, resetAt } = parts.quota.state();
      reply.headers({
        'ratelimit-name': 'throttle_authenticated_api',
        'ratelimit-limit': String(limit),
        'ratelimit-observed': String(used),
        'ratelimit-remaining': String(remaining),
        'ratelimit-reset': String(Math.ceil(resetAt.getTime() / 1_000)),
        'ratelimit-resettime': resetAt.toUTCString(),
      });
      return body;
    },
    refuseFault: (reply, status) => reply.code(status).send({ message: '500 Internal Server Error' }),
    refuseRate: (reply, fault) => refuseRate(reply, fault.retryAfterSeconds ?? 5),
  };
}

/** No JSON: it is answered before GitLab's own code is asked. */
function refuseRate(reply: FastifyReply, retryAfterSeconds: number): FastifyReply {
  return reply.code(429).header('retry-after', String(retryAfterSeconds)).type('text/plain').send('Retry later\n');
}

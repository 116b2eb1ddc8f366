import type { FaultPlan, FixedWindow, RequestGuard, RequestLog } from '@syncline/sandbox';
import type { FastifyReply, FastifyRequest } from 'fastify';

export interface GuardParts {
  readonly apiKey: string;
  readonly token: string;
  readonly now: () => Date;
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  readonly quota: FixedWindow;
}

/** Trello's credentials, its limit and its headers. */
export function requestGuard(parts: GuardParts): RequestGuard {
  return {
    ...parts,
    admit(request, reply) {
      const { key, token } = credentialsOf(request);
      if (key !== parts.apiKey) return reply.code(401).send('invalid key');
      if (token !== parts.token) return reply.code(401).send('invalid token');
      const isSpent = !parts.quota.take();
      const { limit, remaining } = parts.quota.state();
      reply.header('x-rate-limit-api-token-interval-ms', String(parts.quota.windowMs));
      reply.header('x-rate-limit-api-token-max', String(limit));
      reply.header('x-rate-limit-api-token-remaining', String(remaining));
      return isSpent ? refuseRate(reply) : undefined;
    },
    refuseFault: (reply, status) => reply.code(status).send('Internal error'),
    refuseRate,
  };
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

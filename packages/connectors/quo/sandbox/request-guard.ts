import type { FaultPlan, FixedWindow, RequestGuard, RequestLog } from '@syncline/sandbox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { bodyOf, Refusal } from './refusal.ts';

export interface GuardParts {
  readonly token: string;
  readonly now: () => Date;
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  readonly quota: FixedWindow;
}

/** Quo's version header, key and limit, asked for in this order. */
export function requestGuard(parts: GuardParts): RequestGuard {
  return {
    ...parts,
    admit(request, reply) {
      if (!isFirstVersion(request) && request.headers['quo-api-version'] !== '2026-03-30')
        return refuse(
          request,
          reply,
          new Refusal(400, 'Unsupported or missing Quo-Api-Version header. Supported versions: 2026-03-30'),
        );
      if (request.headers.authorization !== parts.token)
        return refuse(request, reply, new Refusal(401, 'Missing or invalid authorization header'));
      if (!parts.quota.take()) return refuse(request, reply, new Refusal(429, 'Too many requests'));
      return undefined;
    },
    refuseFault: (reply, status) =>
      reply.code(status).send(bodyOf(new Refusal(status, 'An unknown error has occurred'), false)),
    refuseRate: (reply) => reply.code(429).send(bodyOf(new Refusal(429, 'Too many requests'), false)),
  };
}

function isFirstVersion(request: FastifyRequest): boolean {
  return request.url.startsWith('/v1/');
}

export function refuse(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
  return reply.code(refusal.status).send(bodyOf(refusal, isFirstVersion(request)));
}

import type { FaultPlan, FixedWindow, RequestGuard, RequestLog } from '@syncline/sandbox';
import type { FastifyReply } from 'fastify';
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

/** OpenProject's credentials, and a limit where an administrator set one. */
export function requestGuard(parts: GuardParts): RequestGuard {
  const basic = `Basic ${Buffer.from(`apikey:${parts.token}`).toString('base64')}`;
  return {
    ...parts,
    admit(request, reply) {
      if (request.url.startsWith('/oauth/')) return undefined;
      const credentials = request.headers.authorization ?? '';
      if (credentials !== basic && !parts.tokens.isStanding(credentials.replace(/^Bearer /, ''))) {
        reply.header('www-authenticate', 'Basic realm="OpenProject API"');
        return refuse(reply, 401, 'Unauthenticated', 'You did not provide the correct credentials.');
      }
      if (parts.quota !== null && !parts.quota.take()) return refuseRate(reply, parts.quota.secondsToReset());
      const isUpload =
        request.url.endsWith('/attachments') && request.headers['content-type']?.startsWith('multipart/');
      if (request.method !== 'GET' && !isUpload && !/json/.test(request.headers['content-type'] ?? ''))
        return refuse(reply, 415, 'TypeNotSupported', "Expected CONTENT-TYPE to be 'application/json'.");
      return undefined;
    },
    refuseFault: (reply, status) => refuse(reply, status, 'InternalServerError', 'An internal error has occurred.'),
    refuseRate: (reply, fault) => refuseRate(reply, fault.retryAfterSeconds ?? 5),
  };
}

function refuseRate(reply: FastifyReply, retryAfterSeconds: number): FastifyReply {
  reply.header('retry-after', String(retryAfterSeconds));
  return reply.code(429).type('text/plain').send('Your request has been throttled.\n');
}

export function refuse(reply: FastifyReply, status: number, identifier: string, message: string): FastifyReply {
  return reply.code(status).send(new Refusal(status, { identifier, message }).body);
}

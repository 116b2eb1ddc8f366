import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ProblemInit, sendProblem } from '../problem.ts';
import { callerOf } from './caller.ts';

export interface RateLimits {
  /** Calls of one caller a minute. */
  readonly callsPerMinute: number;
  /** Requests of one address a minute that show no key, or a wrong one; then it is told so without a look at keys. */
  readonly refusalsPerMinute: number;
}

export const defaultRateLimits: RateLimits = { callsPerMinute: 3_000, refusalsPerMinute: 600 };

const MINUTE_MS = 60_000;

type Verdict = Awaited<ReturnType<ReturnType<FastifyInstance['createRateLimit']>>>;

/**
 * Counts calls by who sends them, in the memory of this process, and tells of it in RateLimit headers. `guard` adds the
 * hooks that find out who it is: those who are refused too often are not looked up any more.
 */
export async function limitRate(app: FastifyInstance, limits: RateLimits, guard: () => void): Promise<void> {
  await app.register(rateLimit, { global: false, timeWindow: MINUTE_MS });
  const refusals = app.createRateLimit({
    max: limits.refusalsPerMinute,
    timeWindow: MINUTE_MS,
    keyGenerator: (request) => `refused ${request.ip}`,
  });
  const calls = app.createRateLimit({
    max: limits.callsPerMinute,
    timeWindow: MINUTE_MS,
    keyGenerator: (request) => nameOf(request),
  });
  app.addHook('onRequest', async (request, reply) => {
    if (isOpen(request)) return;
    const verdict = await refusals(request, { increment: false });
    if (!verdict.isAllowed && verdict.remaining === 0) return tooMany(request, reply, verdict);
  });
  guard();
  app.addHook('onRequest', async (request, reply) => {
    if (isOpen(request)) return;
    const verdict = await calls(request);
    if (verdict.isAllowed) return;
    void reply.header('ratelimit-limit', verdict.max);
    void reply.header('ratelimit-remaining', verdict.remaining);
    void reply.header('ratelimit-reset', verdict.ttlInSeconds);
    if (verdict.isExceeded) return tooMany(request, reply, verdict);
  });
  app.addHook('onResponse', async (request, reply) => {
    if (reply.statusCode === 401) await refusals(request);
  });
}

function isOpen(request: FastifyRequest): boolean {
  const { access } = request.routeOptions.config;
  return access !== undefined && 'open' in access;
}

function nameOf(request: FastifyRequest): string {
  const { by, key } = callerOf(request);
  return key === null ? `${by} ${request.ip}` : `key ${key.id}`;
}

function tooMany(request: FastifyRequest, reply: FastifyReply, verdict: Verdict): FastifyReply {
  const seconds = verdict.isAllowed ? 1 : Math.max(1, verdict.ttlInSeconds);
  const problem: ProblemInit = {
    status: 429,
    code: 'too-many-requests',
    title: 'Too many requests',
    detail: `Ask again in ${seconds} s.`,
  };
  return sendProblem(request, reply.header('retry-after', seconds), problem);
}

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { canonicalJson } from '@syncline/core';
import {
  giveBackIdempotencyKey,
  type IdempotencyKey,
  type KeptAnswer,
  type KnownRequest,
  keepAnswer,
  type Store,
  takeIdempotencyKey,
} from '@syncline/store';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { callerOf } from './access/caller.ts';
import { Problem, type ProblemInit } from './problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Its answers hold a secret that is shown once, and are not kept. */
    answersSecret?: true;
  }
  interface FastifyRequest {
    /** The key that this request took, to be kept with its answer. */
    idempotency: IdempotencyKey | null;
  }
}

/** What the description says of the header, on every POST. */
export const idempotencyHeaders = z.object({
  'idempotency-key': z
    .string()
    .min(1)
    .max(255)
    .optional()
    .describe(
      'Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409',
    ),
});

const pattern = /^[\x21-\x7e]{1,255}$/;
const keptHeaders = ['content-type', 'etag', 'location'];

/**
 * Lets a POST that names itself (Idempotency-Key) be sent again without being done again. An answer of 400 or more is not
 * kept: it changed nothing, and may be another one next time. One whose worker died is not done a second time either:
 * nobody knows how far it came.
 */
export function rememberAnswers(app: FastifyInstance, store: Store): void {
  app.decorateRequest('idempotency', null);
  app.addHook('preHandler', async (request, reply) => {
    const given = request.headers['idempotency-key'];
    const { access } = request.routeOptions.config;
    if (given === undefined || request.method !== 'POST' || !access || 'open' in access) return;
    const id = { workspaceId: request.workspaceId, caller: nameOf(request), key: keyOf(given) };
    const salt = randomBytes(16);
    const known = await takeIdempotencyKey(store, id, { salt, fingerprint: fingerprintOf(request, salt) });
    if (known === null) request.idempotency = id;
    else return answerAgain(request, reply, known);
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const id = request.idempotency;
    if (id === null) return payload;
    request.idempotency = null;
    if (reply.statusCode >= 400) await giveBackIdempotencyKey(store, id);
    else await keepAnswer(store, id, answerOf(request, reply, payload));
    return payload;
  });
}

function answerAgain(request: FastifyRequest, reply: FastifyReply, known: KnownRequest): FastifyReply {
  if (!timingSafeEqual(fingerprintOf(request, known.salt), known.fingerprint)) throw new Problem(otherRequest);
  if (known.answer === null) throw new Problem(unfinished(known.startedAt));
  const { status, headers, body } = known.answer;
  if (body === null) throw new Problem(notKept);
  for (const [name, value] of Object.entries(headers)) void reply.header(name, value);
  return reply
    .code(status)
    .header('idempotency-replayed', 'true')
    .serializer((text: string) => text)
    .send(body);
}

function answerOf(request: FastifyRequest, reply: FastifyReply, payload: unknown): KeptAnswer {
  const headers = keptHeaders.flatMap((name) => {
    const value = reply.getHeader(name);
    return value === undefined ? [] : [[name, String(value)] as const];
  });
  const isSecret = request.routeOptions.config.answersSecret === true;
  const text = typeof payload === 'string' ? payload : '';
  return { status: reply.statusCode, headers: Object.fromEntries(headers), body: isSecret ? null : text };
}

function keyOf(given: string | string[]): string {
  if (typeof given === 'string' && pattern.test(given)) return given;
  throw new Problem({
    status: 400,
    code: 'invalid-request',
    title: 'The request is not valid',
    detail: 'Idempotency-Key is one word of at most 255 visible ASCII characters.',
    errors: [{ field: 'idempotency-key', message: 'is one word of at most 255 visible ASCII characters' }],
  });
}

function nameOf(request: FastifyRequest): string {
  const { by, key } = callerOf(request);
  return key === null ? by : `key ${key.id}`;
}

/** Salted, so that it tells nothing of a body that holds a secret. */
function fingerprintOf(request: FastifyRequest, salt: Buffer): Buffer {
  const text = canonicalJson([request.method, request.url, request.body ?? null]);
  return createHash('sha256').update(salt).update(text).digest();
}

const otherRequest: ProblemInit = {
  status: 422,
  code: 'idempotency-key-reused',
  title: 'The key belongs to another request',
  detail: 'This Idempotency-Key was sent with another address or body. Take a new one for what is new.',
};

const notKept: ProblemInit = {
  status: 409,
  code: 'idempotency-answer-not-kept',
  title: 'It was done before',
  detail: 'The answer held a secret, which is shown once and not kept. Look at what was made, or make another.',
};

function unfinished(startedAt: Date): ProblemInit {
  const since = startedAt.toISOString();
  return {
    status: 409,
    code: 'idempotency-unfinished',
    title: 'The first request is not answered yet',
    detail: `It came at ${since}. Ask again in a moment; where it stays so, its worker has died: look whether it was done, and ask with a new key.`,
  };
}

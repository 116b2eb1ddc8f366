import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { callerOf } from './access/caller.ts';

const DEFAULT_ACTOR = 'operator';
const MAX_LENGTH = 200;

/** What the description says of the header that tells who asks. */
export const actorHeaders = z.object({
  'x-syncline-actor': z
    .string()
    .max(MAX_LENGTH * 3)
    .optional()
    .describe('Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent'),
});

/** Who asks, as the audit has it. What the header says is a claim; the name of the key beside it is proven. */
export function actorOf(request: FastifyRequest): string {
  const key = callerOf(request).key?.name;
  const claimed = claimedActor(request);
  if (key === undefined) return claimed || DEFAULT_ACTOR;
  return claimed === '' ? key : `${claimed} (key ${key})`;
}

function claimedActor(request: FastifyRequest): string {
  const given = request.headers['x-syncline-actor'];
  const text = decoded(typeof given === 'string' ? given : '');
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, MAX_LENGTH);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

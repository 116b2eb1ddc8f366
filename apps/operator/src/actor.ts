import type { FastifyRequest } from 'fastify';
import { z } from 'zod';

const DEFAULT_ACTOR = 'operator';
const MAX_LENGTH = 200;

/** What the description says of the header that tells who asks. */
export const actorHeaders = z.object({
  'x-syncline-actor': z
    .string()
    .max(MAX_LENGTH * 3)
    .optional()
    .describe('Who asks, for the audit; percent-encoded where it is not ASCII. "operator" when absent'),
});

/** Who asks, as the audit has it. */
export function actorOf(request: FastifyRequest): string {
  const given = request.headers['x-syncline-actor'];
  const text = decoded(typeof given === 'string' ? given : '');
  return (
    text
      .replace(/\p{Cc}+/gu, ' ')
      .trim()
      .slice(0, MAX_LENGTH) || DEFAULT_ACTOR
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

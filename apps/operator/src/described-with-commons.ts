import { z } from 'zod';
import { idempotencyHeaders } from './remember-answers.ts';
import { bodyProblems, repeatProblems } from './schemas/problem.ts';

interface Described {
  readonly route: { readonly method: string | string[] };
  readonly schema?: { readonly headers?: unknown; readonly response?: object; readonly security?: unknown };
}

const bodyMethods: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * Adds to a route's description what all of its method do: how bodies are refused, and of a POST that it can be sent
 * again under an Idempotency-Key.
 */
export function describedWithCommons<Input extends Described>(input: Input): Input {
  const { schema } = input;
  const methods = [input.route.method].flat();
  if (!schema || !methods.some((method) => bodyMethods.has(method))) return input;
  const response = { ...bodyProblems, ...schema.response };
  // Routes that are open to all know no caller whose key it could be.
  if (!methods.includes('POST') || schema.security !== undefined) return { ...input, schema: { ...schema, response } };
  const headers = schema.headers instanceof z.ZodObject ? schema.headers : z.object({});
  return {
    ...input,
    schema: {
      ...schema,
      headers: headers.extend(idempotencyHeaders.shape),
      response: { ...repeatProblems, ...response },
    },
  };
}

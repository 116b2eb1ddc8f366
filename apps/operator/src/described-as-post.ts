import { z } from 'zod';
import { idempotencyHeaders } from './remember-answers.ts';
import { repeatProblems } from './schemas/problem.ts';

interface Described {
  readonly route: { readonly method: string | string[] };
  readonly schema?: { readonly headers?: unknown; readonly response?: object; readonly security?: unknown };
}

/** Adds to the description of a POST what all of them do: they can be sent again under an Idempotency-Key. */
export function describedAsPost<Input extends Described>(input: Input): Input {
  const { schema } = input;
  // Routes that are open to all know no caller whose key it could be.
  if (![input.route.method].flat().includes('POST') || !schema || schema.security !== undefined) return input;
  const headers = schema.headers instanceof z.ZodObject ? schema.headers : z.object({});
  return {
    ...input,
    schema: {
      ...schema,
      headers: headers.extend(idempotencyHeaders.shape),
      response: { ...repeatProblems, ...schema.response },
    },
  };
}

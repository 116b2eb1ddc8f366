import { z } from 'zod';

/** An error as RFC 9457 has it. */
const problemSchema = z
  .object({
    type: z.string().describe('A stable address of this kind of problem'),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().optional(),
    instance: z.string().optional().describe('Id of the request, to find it in the log'),
    code: z.string().describe('The last part of `type`, to be switched on'),
    errors: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .optional()
      .describe('What is wrong with which field of the request'),
    version: z.number().int().optional().describe('The version that stands, where another one was expected'),
    state: z.string().optional().describe('The state that the resource is in, where that is the reason'),
  })
  .meta({ id: 'Problem' });

const asProblem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemSchema } },
});

/** Answers that every route may give. */
export const commonProblems = {
  400: asProblem('The request does not fit the schema'),
  401: asProblem('No key, or none that stands'),
  403: asProblem('The role or the scopes of the key do not reach so far, or the request may be forged'),
  404: asProblem('There is no such workspace, or no such thing in it'),
  429: asProblem('More calls than the limit; Retry-After says when to ask again'),
};
/** Answers of every route that takes a body. */
export const bodyProblems = {
  413: asProblem('The body is longer than this route takes'),
  415: asProblem('The body is not JSON by its Content-Type'),
};
export const repeatProblems = {
  409: asProblem('Not possible in the state it is in, or a request with this Idempotency-Key is worked on'),
  422: asProblem('Well-formed, and not right; or the Idempotency-Key belongs to another request'),
};
export const vendorProblem = { 503: asProblem('The vendor can not be asked at the moment') };
export const notFoundProblem = { 404: asProblem('There is no such thing in this workspace') };
export const conflictProblem = { 409: asProblem('Not possible in the state it is in') };
export const staleProblem = { 412: asProblem('Another version stands than If-Match names') };
export const missingVersionProblem = { 428: asProblem('If-Match is missing') };
export const unprocessableProblem = {
  422: asProblem('Well-formed, and not right: each error names its place and the fix'),
};

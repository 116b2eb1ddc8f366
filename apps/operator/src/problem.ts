import { SynclineError } from '@syncline/core';
import { InvalidCursorError, sqlState } from '@syncline/store';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';

export interface ProblemInit {
  readonly status: number;
  /** Stable; the last part of the problem's `type`. */
  readonly code: string;
  readonly title: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
  /** For conflicts: the state that the resource is in. */
  readonly state?: string;
  /** For stale changes: the version that stands. */
  readonly version?: number;
}

/** Thrown by routes; answered as problem+json (RFC 9457). */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly init: ProblemInit;

  constructor(init: ProblemInit) {
    super(init.title);
    this.init = init;
  }
}

/** 400 of one field. */
export function invalidField(field: string, message: string): Problem {
  return new Problem({
    status: 400,
    code: 'invalid-request',
    title: 'The request is not valid',
    detail: `${field} ${message}`,
    errors: [{ field, message }],
  });
}

/** 404 of one resource. */
export function notFound(what: string, id: string | number): Problem {
  return new Problem({ status: 404, code: 'not-found', title: 'Not found', detail: `There is no ${what} ${id}.` });
}

/** 409 of what somebody else has to approve before it is done. */
export function needsApproval(proposalId: number, what: string): Problem {
  return new Problem({
    status: 409,
    code: 'needs-approval',
    title: 'Somebody else has to approve it first',
    detail: `Proposal ${proposalId} waits for an approval: ${what} when it has it.`,
  });
}

/** Makes every error of the app a problem document; internals go to the log, never into the answer. */
export function handleProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const init = toProblem(error);
    if (init.status >= 500)
      request.log.error({ err: error, method: request.method, route: request.routeOptions.url }, 'request failed');
    return sendProblem(request, reply, init);
  });
  app.setNotFoundHandler((request, reply) =>
    sendProblem(request, reply, {
      status: 404,
      code: 'not-found',
      title: 'Not found',
      detail: `There is nothing at ${request.method} ${request.url.split('?')[0]}.`,
    }),
  );
}

export function sendProblem(request: FastifyRequest, reply: FastifyReply, init: ProblemInit): FastifyReply {
  const { code, ...rest } = init;
  const body = { type: `urn:syncline:problem:${code}`, code, ...rest, instance: String(request.id) };
  return reply
    .code(init.status)
    .header('content-type', 'application/problem+json')
    .serializer(JSON.stringify)
    .send(body);
}

function toProblem(error: FastifyError): ProblemInit {
  if (error instanceof Problem) return error.init;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map((issue) => ({
      field: fieldOf(issue.instancePath),
      message: issue.message ?? 'is not valid',
    }));
    return {
      status: 400,
      code: 'invalid-request',
      title: 'The request is not valid',
      detail: errors.map((e) => `${e.field}: ${e.message}`).join('; '),
      errors,
    };
  }
  if (error instanceof InvalidCursorError) {
    return {
      status: 400,
      code: 'invalid-cursor',
      title: 'The cursor is not valid',
      detail: error.message,
      errors: [{ field: 'cursor', message: error.message }],
    };
  }
  if (error instanceof SynclineError) return problemOfEngine(error);
  if (unstorable.has(sqlState(error) ?? ''))
    return {
      status: 400,
      code: 'invalid-request',
      title: 'The request is not valid',
      detail: 'It holds a character or a number that can not be stored, such as NUL or half of a surrogate pair.',
    };
  if (isUnavailable(error))
    return {
      status: 503,
      code: 'unavailable',
      title: 'The database can not be reached',
      detail: 'Try again in a moment; /readyz says what is missing.',
    };
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return {
      status: error.statusCode,
      code: 'invalid-request',
      title: 'The request is not valid',
      detail: error.message,
    };
  }
  return {
    status: 500,
    code: 'internal',
    title: 'Internal error',
    detail: 'The log holds the details under this instance.',
  };
}

function fieldOf(instancePath: string | undefined): string {
  const field = (instancePath ?? '').replace(/^\//, '').replaceAll('/', '.');
  return field === '' ? '(request)' : field;
}

function problemOfEngine(error: SynclineError): ProblemInit {
  const detail = { code: error.code.replaceAll('_', '-'), detail: error.message };
  if (error.class === 'not_found') return { status: 404, title: 'Not found', ...detail };
  if (error.class === 'conflict') return { status: 409, title: 'Conflict', ...detail };
  if (error.class === 'invalid' || error.class === 'mapping') {
    const errors = error.field === undefined ? {} : { errors: [{ field: error.field, message: error.message }] };
    return { status: 400, title: 'The request is not valid', ...detail, ...errors };
  }
  if (error.class === 'permission' || error.class === 'auth')
    return { status: 409, title: 'The connection needs attention', ...detail };
  return { status: 503, title: 'Not possible at the moment', ...detail };
}

/** SQLSTATEs of values that no column takes, whatever they were meant to be. */
const unstorable: ReadonlySet<string> = new Set(['22003', '22008', '22021', '22P02', '22P05']);

/** Connection refused or reset, or SQLSTATE classes 08 (connection) and 57P (shutting down). */
function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const state = sqlState(error);
  if (state?.startsWith('08') || state?.startsWith('57P')) return true;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ECONNREFUSED' || code === 'ECONNRESET' || code === 'EPIPE' || code === 'ETIMEDOUT') return true;
  return (
    /Connection terminated|timeout exceeded when trying to connect|Connection is closed|Stream isn't writeable/.test(
      error.message,
    ) || isUnavailable(error.cause)
  );
}

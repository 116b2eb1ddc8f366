import { SynclineError } from '@syncline/core';
import type { FastifyRequest } from 'fastify';
import { Problem } from './problem.ts';

const MAX_LENGTH = 300;

/**
 * Has users told in a line what is the matter with a CRM, with the id under which the log says it in the vendor's
 * words. What was wrong with the request itself passes as it is.
 */
export async function inShort<Result>(request: FastifyRequest, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SynclineError)) throw error;
    request.log.warn(
      { err: error, class: error.class, code: error.code, route: request.routeOptions.url },
      'crm request failed',
    );
    throw problemOf(error);
  }
}

function problemOf(error: SynclineError): Problem {
  const code = error.code.replaceAll('_', '-');
  const detail = error.message.length > MAX_LENGTH ? `${error.message.slice(0, MAX_LENGTH)}…` : error.message;
  const errors = error.field === undefined ? {} : { errors: [{ field: error.field, message: detail }] };
  switch (error.class) {
    case 'transient':
    case 'partial':
      return new Problem({
        status: 503,
        code: 'crm-unavailable',
        title: 'The CRM does not answer',
        detail: 'Ask again in a moment. What is written in the hub is kept, and travels when the CRM is back.',
      });
    case 'rate_limited':
      return new Problem({
        status: 503,
        code: 'crm-busy',
        title: 'The CRM takes no more calls for now',
        detail: `Ask again ${error.retryAt ? `after ${error.retryAt.toISOString()}` : 'later'}. What is written in the hub is kept.`,
      });
    case 'auth':
    case 'permission':
      return new Problem({
        status: 409,
        code: 'crm-needs-attention',
        title: 'The connection needs attention',
        detail:
          'The CRM refuses its credentials or its rights. Test the connection; what is written in the hub is kept.',
      });
    case 'not_found':
      return new Problem({ status: 404, code, title: 'Not found', detail });
    case 'conflict':
      return new Problem({ status: 409, code, title: 'Conflict', detail, ...errors });
    case 'mapping':
      return new Problem({ status: 422, code, title: 'A value can not be taken', detail, ...errors });
    case 'invalid':
      return error.code === 'stale_outbound_write'
        ? new Problem({ status: 409, code, title: 'A newer version stands', detail, ...errors })
        : new Problem({ status: 400, code, title: 'The request is not valid', detail, ...errors });
    default:
      return error.class satisfies never;
  }
}

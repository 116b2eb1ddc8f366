import { createHash } from 'node:crypto';
import { canonicalJson } from '@syncline/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { actorHeaders } from './actor.ts';
import { Problem } from './problem.ts';

/** Headers of a change to something that has versions. */
export const changeHeaders = actorHeaders.extend({
  'if-match': z
    .string()
    .max(100)
    .optional()
    .describe('The ETag that the change was made on; when another version stands, the answer is 412'),
});

/** The version that the change was made on; undefined: the one that stands. Throws Problem. */
export function expectedVersion(request: FastifyRequest): number | undefined {
  const given = request.headers['if-match']?.trim();
  if (given === undefined || given === '*') return undefined;
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(given)?.[1];
  if (version !== undefined) return Number(version);
  throw noTag();
}

function noTag(): Problem {
  return new Problem({
    status: 400,
    code: 'invalid-request',
    title: 'The request is not valid',
    detail: 'If-Match is not an ETag of this API.',
    errors: [{ field: 'if-match', message: 'is not an ETag of this API, such as "3"' }],
  });
}

/** As `expectedVersion`, where a change must say what it was made on. Throws Problem: 428 when it does not. */
export function neededVersion(request: FastifyRequest): number | undefined {
  if (request.headers['if-match'] !== undefined) return expectedVersion(request);
  throw new Problem({
    status: 428,
    code: 'if-match-missing',
    title: 'Say which version the change was made on',
    detail: 'Send the ETag that was read as If-Match: then nobody overwrites what he has not seen.',
    errors: [{ field: 'if-match', message: 'is missing' }],
  });
}

export function sendVersion(reply: FastifyReply, version: number): void {
  void reply.header('etag', `"${version}"`);
}

/** 412: somebody was quicker. */
export function stale(version: number): Problem {
  return new Problem({
    status: 412,
    code: 'stale',
    title: 'Changed meanwhile',
    detail: `Version ${version} stands; read it, and make the change on that.`,
    version,
  });
}

/** The ETag of what counts no versions: it is another one when any of this is. */
function tagOf(state: object): string {
  return `"${createHash('sha256').update(canonicalJson(state)).digest('base64url').slice(0, 22)}"`;
}

/** Refuses a change that was made on another state than stands, where it says on which. Throws Problem. */
export function refuseStale(request: FastifyRequest, standing: object): void {
  const given = request.headers['if-match']?.trim();
  if (given === undefined || given === '*') return;
  if (!/^(?:W\/)?"[\x21\x23-\x7e]{1,90}"$/.test(given)) throw noTag();
  if (given.replace(/^W\//, '') === tagOf(standing)) return;
  throw staleState();
}

/** As `stale`, of what counts no versions. */
export function staleState(): Problem {
  return new Problem({
    status: 412,
    code: 'stale',
    title: 'Changed meanwhile',
    detail: 'Another state stands; read it, and make the change on that.',
  });
}

export function sendTag(reply: FastifyReply, state: object): void {
  void reply.header('etag', tagOf(state));
}

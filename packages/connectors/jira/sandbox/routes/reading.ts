import type { FastifyReply, FastifyRequest } from 'fastify';
import { noSuchIssue, Refusal } from '../changes/refusal.ts';
import type { SandboxIssue } from '../model/records.ts';
import type { Site } from '../model/site.ts';

export type Body = Readonly<Record<string, unknown>>;

export function params(request: FastifyRequest): Readonly<Record<string, string>> {
  return request.params as Record<string, string>;
}

/** The query; a name given several times has all its values. */
export function queryList(request: FastifyRequest, name: string): string[] {
  const value = (request.query as Record<string, string | string[] | undefined>)[name];
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

export function query(request: FastifyRequest, name: string): string | undefined {
  return queryList(request, name)[0];
}

/** The body of a write; Jira wants a JSON object. */
export function bodyOf(request: FastifyRequest): Body {
  const { body } = request;
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Refusal(400, 'Invalid request payload. Refer to the REST API documentation and try again.');
  return body as Body;
}

export function textList(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

export function issueOfPath(site: Site, request: FastifyRequest): SandboxIssue {
  const issue = site.issue(params(request)['issue'] ?? '');
  if (!issue) throw noSuchIssue();
  return issue;
}

/** A list in Jira's usual envelope. */
export function sendPage(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  values: readonly unknown[],
  most: number,
): FastifyReply {
  const startAt = Math.max(0, Number(query(request, 'startAt') ?? 0));
  const maxResults = Math.min(most, Math.max(1, Number(query(request, 'maxResults') ?? most)));
  const part = values.slice(startAt, startAt + maxResults);
  return reply.send({
    // The software API's pages have no address.
    ...(!request.url.startsWith('/rest/agile/') && { self: site.url + request.url }),
    maxResults,
    startAt,
    total: values.length,
    isLast: startAt + part.length >= values.length,
    values: part,
  });
}

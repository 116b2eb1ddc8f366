import type { FastifyRequest } from 'fastify';
import { invalid, notFound, Refusal } from '../changes/refusal.ts';
import type { Organisation } from '../model/organisation.ts';
import type { SandboxIssue } from '../model/records.ts';
import type { RepositoryStore } from '../model/repository-store.ts';
import { type DateTimeSeconds, seconds } from '../model/time.ts';
import { repositoryUrl } from '../render/render-issue.ts';
import { queryOf } from './paging.ts';

/** Where a transferred issue lives now: answered with 301. */
export class Moved extends Error {
  readonly url: string;

  constructor(url: string) {
    super('Moved Permanently');
    this.url = url;
  }
}

export function params(request: FastifyRequest): Readonly<Record<string, string>> {
  return request.params as Record<string, string>;
}

export function repositoryOf(organisation: Organisation, request: FastifyRequest): RepositoryStore {
  const { owner = '', repo = '' } = params(request);
  const repository = organisation.findRepository(owner, repo);
  if (repository !== undefined) return repository;
  const renamed =
    owner.toLowerCase() === organisation.login.toLowerCase()
      ? organisation.formerNames.get(repo.toLowerCase())
      : undefined;
  if (renamed !== undefined)
    throw new Moved(
      `https://api.github.com${request.url.replace(`/repos/${owner}/${repo}`, `/repositories/${renamed.meta.id}`)}`,
    );
  throw notFound();
}

export function checkOrganisation(organisation: Organisation, request: FastifyRequest): void {
  if (params(request)['org']?.toLowerCase() !== organisation.login.toLowerCase()) throw notFound();
}

/** Disabling issues hides them all: GitHub answers 410 then, as for a deleted one. */
export function repositoryWithIssues(organisation: Organisation, request: FastifyRequest): RepositoryStore {
  const repository = repositoryOf(organisation, request);
  if (!repository.meta.hasIssues) throw new Refusal(410, 'Issues are disabled for this repo');
  return repository;
}

/** The issue of the address; gone, moved and never there are told apart as GitHub does. */
export function issueOfPath(
  organisation: Organisation,
  request: FastifyRequest,
): { readonly repository: RepositoryStore; readonly issue: SandboxIssue } {
  const repository = repositoryWithIssues(organisation, request);
  const number = numberParam(request, 'number');
  const issue = repository.issue(number);
  if (issue !== undefined) return { repository, issue };
  const moved = repository.moved.get(number);
  if (moved !== undefined) throw new Moved(`${repositoryUrl(moved.repository)}/issues/${moved.number}`);
  throw repository.wasDeleted(number) ? new Refusal(410, 'This issue was deleted') : notFound();
}

export function numberParam(request: FastifyRequest, name: string): number {
  const text = params(request)[name] ?? '';
  if (!/^\d{1,15}$/.test(text)) throw notFound();
  return Number(text);
}

/** The body of a write; GitHub wants a JSON object, and drops every NUL in its texts. */
export function bodyOf(request: FastifyRequest): Readonly<Record<string, unknown>> {
  const { body } = request;
  if (body === undefined || body === null) return {};
  if (typeof body !== 'object' || Array.isArray(body)) throw new Refusal(400, 'Body should be a JSON object');
  return withoutNul(body) as Record<string, unknown>;
}

function withoutNul(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\u0000', '');
  if (Array.isArray(value)) return value.map(withoutNul);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutNul(member)]));
}

export function textField(body: Readonly<Record<string, unknown>>, resource: string, field: string): string {
  const value = body[field];
  if (typeof value !== 'string' || value.trim() === '') throw invalid(resource, field, 'missing_field');
  return value;
}

export function oneOf<T extends string>(request: FastifyRequest, name: string, allowed: readonly [T, ...T[]]): T {
  const value = queryOf(request)[name];
  return allowed.find((candidate) => candidate === value) ?? allowed[0];
}

/** `since`, in whole seconds. */
export function sinceOf(request: FastifyRequest): DateTimeSeconds | null {
  const text = queryOf(request)['since'];
  if (text === undefined) return null;
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? null : seconds(time);
}

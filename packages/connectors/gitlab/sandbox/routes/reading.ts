import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Input } from '../changes/input.ts';
import { notFound, Refusal } from '../changes/refusal.ts';
import type { Instance } from '../model/instance.ts';
import type { ProjectStore } from '../model/project-store.ts';
import type { SandboxEpic, SandboxIssue, SandboxPlace } from '../model/records.ts';

export function param(request: FastifyRequest, name: string): string {
  return (request.params as Record<string, string>)[name] ?? '';
}

export function query(request: FastifyRequest, name: string): string | undefined {
  const value = (request.query as Record<string, string | string[] | undefined>)[name];
  return Array.isArray(value) ? value[0] : value;
}

/** Values of a parameter with brackets. */
export function queryList(request: FastifyRequest, name: string): string[] {
  const value = (request.query as Record<string, string | string[] | undefined>)[`${name}[]`];
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** A time of the query in ms; null when it was not asked for. */
export function queryTime(request: FastifyRequest, name: string): number | null {
  const value = query(request, name);
  if (value === undefined) return null;
  const time = Date.parse(value);
  if (Number.isNaN(time)) throw new Refusal(400, `${name} is invalid`, 'error');
  return time;
}

export function bodyOf(request: FastifyRequest): Input {
  const { body } = request;
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Input) : {};
}

export function projectOf(instance: Instance, request: FastifyRequest): ProjectStore {
  const project = instance.project(param(request, 'id'));
  if (!project) throw notFound('Project');
  return project;
}

export function groupOf(instance: Instance, request: FastifyRequest): SandboxPlace {
  const group = instance.group(param(request, 'id'));
  if (!group) throw notFound('Group');
  return group;
}

/** The project or group of a path that both have. */
export function placeOf(instance: Instance, request: FastifyRequest): SandboxPlace {
  return request.url.startsWith('/api/v4/groups/') ? groupOf(instance, request) : projectOf(instance, request).place;
}

export function issueOf(instance: Instance, request: FastifyRequest): SandboxIssue {
  const issue = projectOf(instance, request).issue(Number(param(request, 'iid')));
  // The issues API knows neither objectives nor key results.
  if (!issue || issue.type === 'objective' || issue.type === 'key_result') throw new Refusal(404, '404 Not found');
  return issue;
}

export function epicOf(instance: Instance, request: FastifyRequest): SandboxEpic {
  const group = epicsGroupOf(instance, request);
  const epic = instance.epicsOf(group).find(({ iid }) => iid === Number(param(request, 'iid')));
  if (!epic) throw new Refusal(404, '404 Not found');
  return epic;
}

export function epicsGroupOf(instance: Instance, request: FastifyRequest): SandboxPlace {
  const group = groupOf(instance, request);
  if (!instance.settings.isLicensed) throw new Refusal(403, '403 Forbidden');
  return group;
}

/** A page of a list, with the headers that say where it stands. `length` is of the whole list; totals of long ones are left out. */
export function sendList<T>(
  instance: Instance,
  request: FastifyRequest,
  reply: FastifyReply,
  list: readonly T[],
  render: (item: T) => unknown,
): FastifyReply {
  const perPage = Math.min(100, Math.max(1, Number(query(request, 'per_page') ?? 20)));
  const page = Math.max(1, Number(query(request, 'page') ?? 1));
  const from = (page - 1) * perPage;
  const { totalsUpTo, offsetLimit } = instance.settings;
  if (from >= offsetLimit)
    throw new Refusal(
      405,
      `Offset pagination has a maximum allowed offset of ${offsetLimit} for requests that return objects of type Issue. Remaining records can be retrieved using keyset pagination.`,
      'error',
    );
  const hasMore = from + perPage < list.length;
  const next = hasMore ? String(page + 1) : '';
  reply.headers({
    'x-page': String(page),
    'x-per-page': String(perPage),
    'x-prev-page': page > 1 ? String(page - 1) : '',
    'x-next-page': next,
    ...(list.length <= totalsUpTo && {
      'x-total': String(list.length),
      'x-total-pages': String(Math.max(1, Math.ceil(list.length / perPage))),
    }),
  });
  if (hasMore) reply.header('link', `<${linkTo(instance, request, page + 1)}>; rel="next"`);
  return reply.send(list.slice(from, from + perPage).map(render));
}

function linkTo(instance: Instance, request: FastifyRequest, page: number): string {
  const url = new URL(request.url, instance.url);
  url.searchParams.set('page', String(page));
  return url.href;
}

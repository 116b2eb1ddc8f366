import type { FastifyInstance, FastifyRequest } from 'fastify';
import { renderCall, renderMessage, renderNumber, renderUser } from '../model/render.ts';
import type { Workspace } from '../model/workspace.ts';
import { Refusal } from '../refusal.ts';
import { instant, knownOnly, pageAfter, pageSize, param, query } from './reading.ts';

/** What is read through the dated version: https://www.quo.com/docs/2026-03-30/introduction */
export function datedRoutes(app: FastifyInstance, workspace: Workspace): void {
  app.get('/organization', () => ({ data: { id: workspace.orgId, name: 'Acme' } }));

  app.get('/users', (request) => list(request, [...workspace.users], renderUser, ({ id }) => id));
  app.get('/users/:id', (request) => ({
    data: renderUser(found(workspace.users.find(({ id }) => id === param(request)))),
  }));

  app.get('/phone-numbers', (request) => list(request, [...workspace.numbers], renderNumber, ({ id }) => id));
  app.get('/phone-numbers/:id', (request) => ({
    data: renderNumber(found(workspace.numbers.find(({ id }) => id === param(request)))),
  }));

  app.get('/messages', (request) => {
    // Exclusive here, unlike for calls.
    knownOnly(request, ['limit', 'after', 'phoneNumberId', 'createdAt[gt]', 'createdAt[lt]']);
    const [after, before] = [instant(request, 'createdAt[gt]'), instant(request, 'createdAt[lt]')];
    const all = [...workspace.messages.values()].filter(
      ({ numberId, createdAt }) =>
        isOf(request, numberId) && (after === null || createdAt > after) && (before === null || createdAt < before),
    );
    return list(request, all, renderMessage, newestFirst);
  });
  app.get('/messages/:id', (request) => ({ data: renderMessage(found(workspace.messages.get(param(request)))) }));

  app.get('/calls', (request) => {
    knownOnly(request, ['limit', 'after', 'phoneNumberId', 'createdAt[gte]', 'createdAt[lte]', 'include']);
    const [from, to] = [instant(request, 'createdAt[gte]'), instant(request, 'createdAt[lte]')];
    const all = [...workspace.calls.values()].filter(
      ({ numberId, createdAt }) =>
        isOf(request, numberId) && (from === null || createdAt >= from) && (to === null || createdAt <= to),
    );
    const include = included(request);
    return list(request, all, (call) => renderCall(call, workspace.numberNamed(call.numberId), include), newestFirst);
  });
  app.get('/calls/:id', (request) => {
    const call = found(workspace.calls.get(param(request)));
    return { data: renderCall(call, workspace.numberNamed(call.numberId), included(request)) };
  });
}

function isOf(request: FastifyRequest, numberId: string): boolean {
  const wanted = query(request, 'phoneNumberId');
  return wanted === undefined || wanted === numberId;
}

function included(request: FastifyRequest): ReadonlySet<string> {
  const parts = query(request, 'include')?.split(',') ?? [];
  for (const part of parts)
    if (part !== 'summary' && part !== 'voicemail') throw new Refusal(400, `Unknown include ${part}`, '/query/include');
  return new Set(parts);
}

/** Newest first, and of one moment by id: a key that grows along the list. */
function newestFirst({ id, createdAt }: { readonly id: string; readonly createdAt: number }): string {
  return `${String(9_999_999_999_999 - createdAt).padStart(13, '0')} ${id}`;
}

function list<T>(request: FastifyRequest, all: readonly T[], render: (one: T) => unknown, keyOf: (one: T) => string) {
  const size = pageSize(request, 'limit', { most: 50 });
  const inOrder = all.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  const { page, next } = pageAfter(inOrder, { cursor: query(request, 'after'), size, keyOf });
  return { data: page.map(render), nextCursor: next };
}

function found<T>(one: T | undefined): T {
  if (one === undefined) throw new Refusal(404, 'The resource was not found');
  return one;
}

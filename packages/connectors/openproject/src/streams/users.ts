import type { FetchedPage, NormalizeResult, Probe, Stream } from '@syncline/connector-sdk';
import { type Diagnostic, type Json, toSynclineError } from '@syncline/core';
import type { OpenProjectClient } from '../client.ts';
import { elementsOf, newestFirst, PAGE_SIZE, pageOf, parseElements } from '../collection.ts';
import { fetchRecord } from '../fetch-record.ts';
import { asItem, idOf, requireText, takeFlag, takeText, textOf, utcTime } from '../item.ts';
import { notARecord, recordResult } from '../normal-result.ts';
import { parsePrincipalLocator, principalLocator } from '../principal.ts';
import { checkedId } from '../scopes.ts';

const { read, ...counted } = newestFirst(async () => ({ path: '/users', query: { filters: [] } }));
const PEOPLE = [{ type: { operator: '=', values: ['User'] } }];

/**
 * People. Only administrators, and who manages members, may list all; others are shown those they share a project with.
 * Groups and placeholders, which work packages may be assigned to as well, come as they are seen.
 */
export const users: Stream<OpenProjectClient> = {
  name: 'users',
  title: 'Users',
  kind: 'user',
  scopeKind: 'site',
  backfill: 'fan_out',
  incremental: 'relist',
  pageSize: PAGE_SIZE,
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: [
    { name: 'name', type: 'text', writable: 'no' },
    { name: 'login', type: 'text', writable: 'no' },
    { name: 'email', type: 'text', writable: 'no' },
    { name: 'active', type: 'boolean', writable: 'no' },
    { name: 'user_type', type: 'choice', writable: 'no' },
  ],
  ...counted,
  probe: (client, scope, signal) =>
    unlessForbidden(
      () => counted.probe(client, scope, signal),
      async (): Promise<Probe> => {
        const { observedAt, raw } = await readShared(client, signal);
        const people = parseElements(raw);
        return { count: people.length, head: idOf(people[0]), observedAt, followOnly: true };
      },
    ),
  readPage: (client, request, signal) =>
    unlessForbidden(
      () => read(client, request.scope, request.cursor, signal),
      async (): Promise<FetchedPage> => {
        if (pageOf(request.cursor) > 1) return { raw: Buffer.from('[]'), next: null, observedAt: new Date() };
        return readShared(client, signal);
      },
    ),
  // 404 is what OpenProject says of people that may not be seen, too.
  fetchOne: (client, key, signal) =>
    fetchRecord({
      name: `user ${key.externalId}`,
      async read() {
        const path = parsePrincipalLocator(key.locator) ?? `users/${checkedId(key.externalId)}`;
        return { outcome: 'found', raw: (await client.send({ path: `/${path}` }, signal)).raw };
      },
    }),
  parsePage: parseElements,
  normalize: normalizeUser,
};

async function unlessForbidden<Result>(first: () => Promise<Result>, second: () => Promise<Result>): Promise<Result> {
  try {
    return await first();
  } catch (error) {
    if (toSynclineError(error).class !== 'permission') throw error;
    return second();
  }
}

/** Those that the account shares a project with, in one list. */
async function readShared(client: OpenProjectClient, signal: AbortSignal): Promise<FetchedPage> {
  const { data, observedAt } = await client.send({ path: '/principals', query: { filters: PEOPLE } }, signal);
  return { raw: Buffer.from(JSON.stringify(elementsOf(data))), next: null, observedAt };
}

function normalizeUser(value: unknown): NormalizeResult {
  const item = asItem(value);
  const externalId = idOf(item);
  if (!item || externalId === null) return notARecord('a user');
  const diagnostics: Diagnostic[] = [];
  const fields: Record<string, Json> = {};
  requireText(fields, item, 'name', diagnostics);
  // What the account may not see of others is absent.
  takeText(fields, item, 'login', diagnostics);
  takeText(fields, item, 'email', diagnostics);
  takeFlag(fields, item, 'admin', diagnostics);
  const status = textOf(item['status']);
  if (status !== null) fields['active'] = status === 'active';
  fields['user_type'] = textOf(item['_type']) ?? 'User';
  const avatar = textOf(item['avatar']);
  if (avatar) fields['avatar_url'] = avatar;
  return recordResult(
    {
      kind: 'user',
      stream: 'users',
      externalId,
      locator: principalLocator(item['_type'], externalId),
      fields,
      references: [],
      relations: [],
      remoteUpdatedAt: utcTime(item['updatedAt']),
      url: null,
    },
    diagnostics,
  );
}

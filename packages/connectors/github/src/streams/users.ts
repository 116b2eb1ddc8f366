import type { NormalizeResult, Stream } from '@syncline/connector-sdk';
import type { Diagnostic, Json } from '@syncline/core';
import type { GitHubClient } from '../client.ts';
import { fetchRecord } from '../fetch-record.ts';
import { asItem, idOf, requireText, takeText, textOf, utcTime } from '../item.ts';
import { notARecord, recordResult } from '../normal-result.ts';
import { parseOwnerScope } from '../owner-scope.ts';
import { PAGE_SIZE, parseItems, readListPage } from '../paging.ts';
import { readOnly } from '../stream-fields.ts';

/** The members of an organisation, or the one user that is the owner. Names come only with single records. */
export const users: Stream<GitHubClient> = {
  name: 'users',
  title: 'Users',
  kind: 'user',
  scopeKind: 'owner',
  backfill: 'follow',
  incremental: 'relist',
  pageSize: PAGE_SIZE,
  idsNeverReused: true,
  locatorsAreStable: false,
  fields: readOnly('text', 'login', 'name', 'email', 'company', 'location', 'bio', 'avatar_url', 'user_type'),
  readPage(client, request, signal) {
    const { type, login } = parseOwnerScope(request.scope);
    const route = type === 'org' ? 'GET /orgs/{login}/members' : 'GET /users/{login}';
    return readListPage(client, route, { login }, request.cursor, signal);
  },
  async fetchOne(client, key, signal) {
    const login = key.locator;
    if (login === null) return { outcome: 'unreachable', detail: 'no login to read the user by' };
    const read = { route: 'GET /users/{login}', parameters: { login } };
    return fetchRecord(client, key, { ...read, control: read, locatorIsStable: false }, signal);
  },
  parsePage: parseItems,
  normalize: normalizeUser,
};

function normalizeUser(value: unknown): NormalizeResult {
  const item = asItem(value);
  const externalId = idOf(item);
  if (!item || externalId === null) return notARecord('a user');
  const diagnostics: Diagnostic[] = [];
  const fields: Record<string, Json> = {};
  requireText(fields, item, 'login', diagnostics);
  takeText(fields, item, 'avatar_url', diagnostics);
  takeText(fields, item, 'type', diagnostics, 'user_type');
  for (const key of ['name', 'email', 'company', 'location', 'bio']) takeText(fields, item, key, diagnostics);
  return recordResult(
    {
      kind: 'user',
      stream: 'users',
      externalId,
      locator: textOf(item['login']),
      fields,
      references: [],
      relations: [],
      remoteUpdatedAt: utcTime(item['updated_at']),
      url: textOf(item['html_url']),
      // A list shows neither name nor e-mail, so that it must not pass for the whole.
      ...(item['name'] === undefined && { partial: true }),
    },
    diagnostics,
  );
}

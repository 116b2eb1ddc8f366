import type { NormalizeResult, Stream } from '@syncline/connector-sdk';
import type { GitHubClient } from '../client.ts';
import { fetchRecord } from '../fetch-record.ts';
import { requireText, takeText, textOf, utcTime } from '../item.ts';
import { notARecord, recordResult, startRecord } from '../normal-result.ts';
import { parseOwnerScope } from '../owner-scope.ts';
import { ownerStream } from '../owner-stream.ts';
import { readListPage } from '../paging.ts';
import { readOnly } from '../stream-fields.ts';

/** The members of an organisation, or the one user that is the owner. Names come only with single records. */
export const users: Stream<GitHubClient> = {
  name: 'users',
  title: 'Users',
  kind: 'user',
  ...ownerStream,
  fields: readOnly('text', 'login', 'name', 'email', 'company', 'location', 'bio', 'avatar_url', 'user_type'),
  readPage(client, request, signal) {
    const { type, login } = parseOwnerScope(request.scope);
    const route = type === 'org' ? 'GET /orgs/{login}/members' : 'GET /users/{login}';
    return readListPage(client, route, { login }, request.cursor, signal);
  },
  async fetchOne(client, key, signal) {
    const login = key.locator;
    if (login === null) return { outcome: 'unreachable', detail: 'no login to read the user by' };
    const place = { route: 'GET /users/{login}', parameters: { login } };
    return fetchRecord(client, key, place, signal);
  },
  normalize: normalizeUser,
};

function normalizeUser(value: unknown): NormalizeResult {
  const started = startRecord(value);
  if (!started) return notARecord('a user');
  const { item, externalId, fields, diagnostics } = started;
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

import type { NormalizeResult, Stream } from '@syncline/connector-sdk';
import type { GitHubClient } from '../client.ts';
import { fetchRecord } from '../fetch-record.ts';
import { requireText, takeText, takeTime, textOf, utcTime } from '../item.ts';
import { notARecord, recordResult, startRecord } from '../normal-result.ts';
import { parseOwnerScope } from '../owner-scope.ts';
import { ownerStream } from '../owner-stream.ts';
import { readListPage } from '../paging.ts';
import { readOnly } from '../stream-fields.ts';

/** The organisation that the connection is about; a connection to a user's account has none. */
export const organizations: Stream<GitHubClient> = {
  name: 'organizations',
  title: 'Organizations',
  kind: 'account',
  ...ownerStream,
  fields: [
    ...readOnly('text', 'login', 'name', 'description', 'domain', 'email', 'location'),
    ...readOnly('instant', 'created_at'),
  ],
  readPage(client, request, signal) {
    const { type, login } = parseOwnerScope(request.scope);
    const route = type === 'org' ? 'GET /orgs/{login}' : 'GET /users/{login}';
    return readListPage(client, route, { login }, request.cursor, signal);
  },
  async fetchOne(client, key, signal) {
    const login = key.locator;
    if (login === null) return { outcome: 'unreachable', detail: 'no login to read the organisation by' };
    return fetchRecord(client, key, { route: 'GET /orgs/{login}', parameters: { login } }, signal);
  },
  normalize: normalizeOrganization,
};

function normalizeOrganization(value: unknown): NormalizeResult {
  const started = startRecord(value);
  if (!started) return notARecord('an organisation');
  const { item, externalId, fields, diagnostics } = started;
  if (item['type'] === 'User') return { outcome: 'ignored', reason: 'The account of a person is no organisation.' };
  requireText(fields, item, 'login', diagnostics);
  for (const key of ['name', 'description', 'email', 'location']) takeText(fields, item, key, diagnostics);
  // GitHub shows no name where nobody gave one; its login is what people call it then.
  if (fields['name'] === null) fields['name'] = fields['login'] ?? null;
  takeText(fields, item, 'blog', diagnostics, 'domain');
  takeTime(fields, item, 'created_at', diagnostics);
  return recordResult(
    {
      kind: 'account',
      stream: 'organizations',
      externalId,
      locator: textOf(item['login']),
      fields,
      references: [],
      relations: [],
      remoteUpdatedAt: utcTime(item['updated_at']),
      url: textOf(item['html_url']),
    },
    diagnostics,
  );
}

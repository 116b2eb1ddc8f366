import type { NormalizeResult, Stream } from '@syncline/connector-sdk';
import type { GitLabClient } from '../client.ts';
import { fetchRecord } from '../fetch-record.ts';
import { requireText, takeFlag, takeText, textOf } from '../item.ts';
import { notARecord, recordResult, startRecord } from '../normal-result.ts';
import { checkedId } from '../numbered.ts';
import { PAGE_SIZE, parseItems, readListPage } from '../paging.ts';
import { parsePlace } from '../place.ts';
import { readOnly } from '../stream-fields.ts';

/** Members of the group, or of the projects that the settings name, inherited ones too. Others come as they are seen. */
export const users: Stream<GitLabClient> = {
  name: 'users',
  title: 'Users',
  kind: 'user',
  scopeKind: 'members',
  backfill: 'follow',
  incremental: 'relist',
  pageSize: PAGE_SIZE,
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: [
    ...readOnly('text', 'username', 'name', 'state', 'avatar_url', 'public_email', 'bio', 'location', 'organization'),
    ...readOnly('boolean', 'bot'),
  ],
  readPage(client, request, signal) {
    const { kind, id } = parsePlace(request.scope);
    return readListPage(client, `GET /${kind}/{id}/members/all`, { id }, request.cursor, signal);
  },
  async fetchOne(client, key, signal) {
    const read = () => client.json('GET /users/{id}', { id: checkedId(key.externalId) }, signal);
    const { data: _, ...fetched } = await fetchRecord(client, key, { name: `user ${key.locator}`, read }, signal);
    return fetched;
  },
  parsePage: parseItems,
  normalize: normalizeUser,
};

function normalizeUser(value: unknown): NormalizeResult {
  const started = startRecord(value);
  if (!started) return notARecord('a user');
  const { item, externalId, fields, diagnostics } = started;
  requireText(fields, item, 'username', diagnostics);
  for (const key of ['name', 'state', 'avatar_url', 'public_email', 'bio', 'location', 'organization'])
    takeText(fields, item, key, diagnostics);
  takeFlag(fields, item, 'bot', diagnostics);
  return recordResult(
    {
      kind: 'user',
      stream: 'users',
      externalId,
      locator: textOf(item['username']),
      fields,
      references: [],
      relations: [],
      remoteUpdatedAt: null,
      url: textOf(item['web_url']),
      // A list of members shows little, so that it must not pass for the whole.
      ...(item['bio'] === undefined && { partial: true }),
    },
    diagnostics,
  );
}

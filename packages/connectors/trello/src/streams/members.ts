import type { NormalizeResult, Stream } from '@syncline/connector-sdk';
import type { Diagnostic, Json } from '@syncline/core';
import { wholeOfBoard } from '../board-stream.ts';
import type { TrelloClient } from '../client.ts';
import { fetchRecord } from '../fetch-record.ts';
import { checkedId } from '../ids.ts';
import { asItem, idOf, takeText, textOf } from '../item.ts';
import { notARecord, recordResult } from '../normal-result.ts';

const FIELDS = 'fullName,username,avatarUrl,url,memberType';

/** Members of a board. Trello tells nobody's e-mail address but the token's own member's. */
export const members: Stream<TrelloClient> = {
  name: 'members',
  title: 'Members',
  kind: 'user',
  ...wholeOfBoard((boardId) => ({ path: `/boards/${boardId}/members`, query: { fields: FIELDS } })),
  fields: [
    { name: 'name', type: 'text', writable: 'no' },
    { name: 'username', type: 'text', writable: 'no' },
    { name: 'email', type: 'text', writable: 'no' },
    { name: 'avatar_url', type: 'text', writable: 'no' },
    { name: 'member_type', type: 'choice', writable: 'no' },
  ],
  // A member who has left the board is a member still; nothing tells a deleted account from one that may not be seen.
  fetchOne: (client, key, signal) =>
    fetchRecord({
      name: `member ${key.externalId}`,
      async read() {
        const request = { path: `/members/${checkedId(key.externalId)}`, query: { fields: `${FIELDS},email` } };
        return { outcome: 'found', raw: (await client.send(request, signal)).raw };
      },
    }),
  normalize: normalizeMember,
};

function normalizeMember(value: unknown): NormalizeResult {
  const item = asItem(value);
  const externalId = idOf(item);
  if (!item || externalId === null) return notARecord('a member');
  const diagnostics: Diagnostic[] = [];
  const fields: Record<string, Json> = {};
  takeText(fields, item, 'fullName', diagnostics, 'name');
  takeText(fields, item, 'username', diagnostics);
  // Null means that it is not told.
  const email = textOf(item['email']);
  if (email) fields['email'] = email;
  takeText(fields, item, 'avatarUrl', diagnostics, 'avatar_url');
  takeText(fields, item, 'memberType', diagnostics, 'member_type');
  return recordResult(
    {
      kind: 'user',
      stream: 'members',
      externalId,
      locator: externalId,
      fields,
      references: [],
      relations: [],
      remoteUpdatedAt: null,
      url: textOf(item['url']) || null,
    },
    diagnostics,
  );
}

import type { NormalizeResult, Stream } from '@syncline/connector-sdk';
import type { Diagnostic, Json } from '@syncline/core';
import type { QuoClient } from '../client.ts';
import { followPage, PAGE_SIZE } from '../cursor-list.ts';
import { fetchRecord } from '../fetch-record.ts';
import { asItem, idOf, itemsIn, requireText, takeText, takeTime, textOf, utcTime } from '../item.ts';
import { notARecord, recordResult } from '../normal-result.ts';

/** Who makes and takes the calls: read, so that they can be matched to people elsewhere. */
export const users: Stream<QuoClient> = {
  name: 'users',
  title: 'Users',
  kind: 'user',
  scopeKind: 'workspace',
  backfill: 'follow',
  incremental: 'relist',
  pageSize: PAGE_SIZE,
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: [
    { name: 'name', type: 'text', writable: 'no' },
    { name: 'email', type: 'text', writable: 'no' },
    { name: 'role', type: 'text', writable: 'no' },
    { name: 'created_at', type: 'instant', writable: 'no' },
  ],
  readPage: (client, { cursor }, signal) => followPage(client, '/users', cursor, signal),
  fetchOne: (client, { externalId }, signal) =>
    fetchRecord(client, { path: `/users/${encodeURIComponent(externalId)}` }, `user ${externalId}`, signal),
  parsePage: itemsIn,
  normalize: normalizeUser,
};

function normalizeUser(value: unknown): NormalizeResult {
  const item = asItem(value);
  const externalId = idOf(item);
  if (!item || externalId === null) return notARecord('a user');
  const diagnostics: Diagnostic[] = [];
  const fields: Record<string, Json> = {};
  const name = [item['firstName'], item['lastName']].map(textOf).filter(Boolean).join(' ');
  fields['name'] = name || textOf(item['email']);
  requireText(fields, item, 'email', diagnostics);
  takeText(fields, item, 'role', diagnostics);
  takeTime(fields, item, 'createdAt', diagnostics, 'created_at');
  return recordResult(
    {
      kind: 'user',
      stream: 'users',
      externalId,
      locator: externalId,
      fields,
      references: [],
      relations: [],
      remoteUpdatedAt: utcTime(item['updatedAt']),
      url: null,
    },
    diagnostics,
  );
}

import type { NormalizeResult, Stream } from '@syncline/connector-sdk';
import type { Diagnostic, Json } from '@syncline/core';
import type { JiraClient } from '../client.ts';
import { accountIdOf } from '../embedded-user.ts';
import { fetchRecord } from '../fetch-record.ts';
import { asItem, takeFlag, takeText, textOf } from '../item.ts';
import { notARecord, recordResult } from '../normal-result.ts';
import { offsetPlace, parseValues } from '../paging.ts';

const PAGE_SIZE = 100;

/** Accounts of the site, those of apps and customers too. E-mail addresses are there as far as their owners show them. */
export const users: Stream<JiraClient> = {
  name: 'users',
  title: 'Users',
  kind: 'user',
  scopeKind: 'site',
  backfill: 'follow',
  incremental: 'relist',
  pageSize: PAGE_SIZE,
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: [
    { name: 'name', type: 'text', writable: 'no' },
    { name: 'email', type: 'text', writable: 'no' },
    { name: 'active', type: 'boolean', writable: 'no' },
    { name: 'user_type', type: 'choice', writable: 'no' },
  ],
  async readPage(client, request, signal) {
    const place = offsetPlace(request.cursor, PAGE_SIZE);
    const answer = await client.platform((api, via) => api.getAllUsers(via, place), signal);
    // Jira leaves out of a page whom the caller may not see: only an empty page is the end, and the next starts as far on as was asked for.
    const isLast = !Array.isArray(answer.data) || answer.data.length === 0;
    return {
      raw: answer.raw,
      next: isLast ? null : { startAt: place.startAt + PAGE_SIZE },
      observedAt: answer.observedAt,
    };
  },
  fetchOne: (client, key, signal) =>
    fetchRecord({
      name: `user ${key.externalId}`,
      read: () => client.platform((api, via) => api.getUser(via, { accountId: key.externalId }), signal),
      control: () => client.platform((api, via) => api.getCurrentUser(via), signal),
    }),
  parsePage: parseValues,
  normalize: normalizeUser,
};

function normalizeUser(value: unknown): NormalizeResult {
  const item = asItem(value);
  const externalId = accountIdOf(item);
  if (!item || externalId === null) return notARecord('a user');
  const diagnostics: Diagnostic[] = [];
  const fields: Record<string, Json> = {};
  takeText(fields, item, 'displayName', diagnostics, 'name');
  // Hidden by privacy it is empty or absent, which is no word that there is none.
  if (item['emailAddress'] !== '') takeText(fields, item, 'emailAddress', diagnostics, 'email');
  takeFlag(fields, item, 'active', diagnostics);
  takeText(fields, item, 'accountType', diagnostics, 'user_type');
  takeText(fields, item, 'timeZone', diagnostics, 'time_zone');
  const avatar = textOf(asItem(item['avatarUrls'])?.['48x48']);
  if (avatar !== null) fields['avatar_url'] = avatar;
  return recordResult(
    {
      kind: 'user',
      stream: 'users',
      externalId,
      locator: externalId,
      fields,
      references: [],
      relations: [],
      remoteUpdatedAt: null,
      url: null,
    },
    diagnostics,
  );
}

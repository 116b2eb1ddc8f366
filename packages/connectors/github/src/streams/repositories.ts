import type { NormalizeResult, Stream } from '@syncline/connector-sdk';
import type { NormalisedRecord, Reference } from '@syncline/core';
import type { GitHubClient } from '../client.ts';
import { addUser } from '../embedded-user.ts';
import { fetchRecord } from '../fetch-record.ts';
import { asItem, idOf, requireText, takeFlag, takeText, takeTime, textOf, utcTime } from '../item.ts';
import { notARecord, recordResult, startRecord } from '../normal-result.ts';
import { ownerStream } from '../owner-stream.ts';
import { readRepositoriesPage } from '../repository-list.ts';
import { readOnly } from '../stream-fields.ts';

/** The repositories of the connection: all of the owner's, or those that its settings name. */
export const repositories: Stream<GitHubClient> = {
  name: 'repositories',
  title: 'Repositories',
  kind: 'repository',
  ...ownerStream,
  fields: [
    ...readOnly(
      'text',
      'name',
      'full_name',
      'description',
      'default_branch',
      'homepage',
      'language',
      'visibility',
      'url',
    ),
    { name: 'organization', type: 'reference', writable: 'no', references: 'organizations' },
    ...readOnly('boolean', 'private', 'archived', 'fork'),
    ...readOnly('text_set', 'topics'),
    ...readOnly('instant', 'created_at'),
  ],
  readPage: (client, request, signal) => readRepositoriesPage(client, request.scope, request.cursor, signal),
  async fetchOne(client, key, signal) {
    const [owner, repo] = (key.locator ?? '').split('/');
    if (!owner || !repo)
      return { outcome: 'unreachable', detail: `${key.locator ?? 'no locator'} names no repository` };
    const place = { route: 'GET /repos/{owner}/{repo}', parameters: { owner, repo } };
    return fetchRecord(client, key, place, signal);
  },
  normalize: normalizeRepository,
};

function normalizeRepository(value: unknown): NormalizeResult {
  const started = startRecord(value);
  if (!started) return notARecord('a repository');
  const { item, externalId, fields, diagnostics } = started;
  requireText(fields, item, 'name', diagnostics);
  requireText(fields, item, 'full_name', diagnostics);
  for (const key of ['description', 'default_branch', 'homepage', 'language', 'visibility'])
    takeText(fields, item, key, diagnostics);
  for (const key of ['private', 'archived', 'fork']) takeFlag(fields, item, key, diagnostics);
  if (Array.isArray(item['topics']))
    fields['topics'] = item['topics'].filter((topic) => typeof topic === 'string').sort();
  takeTime(fields, item, 'created_at', diagnostics);
  if (item['html_url'] !== undefined) fields['url'] = textOf(item['html_url']);
  const references: Reference[] = [];
  const embedded: NormalisedRecord[] = [];
  addUser(item['owner'], 'belongs_to', references, embedded);
  const owner = asItem(item['owner']);
  if (owner) {
    const organization = owner['type'] === 'Organization' ? idOf(owner) : null;
    fields['organization'] = organization;
    if (organization !== null)
      references.push({ relation: 'belongs_to', stream: 'organizations', externalId: organization });
  }
  return recordResult(
    {
      kind: 'repository',
      stream: 'repositories',
      externalId,
      locator: textOf(item['full_name']),
      fields,
      references,
      relations: ['belongs_to'],
      remoteUpdatedAt: utcTime(item['updated_at']),
      url: textOf(item['html_url']),
    },
    diagnostics,
    embedded,
  );
}

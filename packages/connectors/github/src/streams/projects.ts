import type { NormalizeResult, Stream } from '@syncline/connector-sdk';
import type { NormalisedRecord, Reference } from '@syncline/core';
import type { GitHubClient } from '../client.ts';
import { addUser } from '../embedded-user.ts';
import { fetchRecord } from '../fetch-record.ts';
import { requireText, takeFlag, takeNumber, takeText, takeTime, textOf, utcTime } from '../item.ts';
import { notARecord, recordResult, startRecord } from '../normal-result.ts';
import { parseOwnerScope } from '../owner-scope.ts';
import { ownerStream } from '../owner-stream.ts';
import { projectsRoute, readProjectsPage } from '../project-list.ts';
import { readOnly } from '../stream-fields.ts';

/** Projects (v2) of the owner. A token without the right to see them gets `permission`, for this stream alone. */
export const projects: Stream<GitHubClient> = {
  name: 'projects',
  title: 'Projects',
  kind: 'project',
  ...ownerStream,
  fields: [
    ...readOnly('text', 'title', 'description', 'short_description', 'state'),
    ...readOnly('boolean', 'public'),
    ...readOnly('number', 'number'),
    ...readOnly('instant', 'created_at', 'closed_at'),
  ],
  readPage: (client, request, signal) => readProjectsPage(client, request.scope, request.cursor, signal),
  async fetchOne(client, key, signal) {
    const number = /\/projectsV2\/(\d+)$/.exec(key.locator ?? '')?.[1];
    if (number === undefined)
      return { outcome: 'unreachable', detail: `${key.locator ?? 'no locator'} names no project` };
    const owner = parseOwnerScope(key.scope);
    const place = { route: projectsRoute(owner, '/{number}'), parameters: { login: owner.login, number } };
    return fetchRecord(client, key, place, signal);
  },
  normalize: normalizeProject,
};

function normalizeProject(value: unknown, scope: string): NormalizeResult {
  const started = startRecord(value);
  if (!started) return notARecord('a project');
  const { item, externalId, fields, diagnostics } = started;
  requireText(fields, item, 'title', diagnostics);
  for (const key of ['description', 'short_description', 'state']) takeText(fields, item, key, diagnostics);
  takeFlag(fields, item, 'public', diagnostics);
  takeNumber(fields, item, 'number', diagnostics);
  takeTime(fields, item, 'created_at', diagnostics);
  takeTime(fields, item, 'closed_at', diagnostics);
  const references: Reference[] = [];
  const embedded: NormalisedRecord[] = [];
  addUser(item['owner'], 'belongs_to', references, embedded);
  addUser(item['creator'], 'created_by', references, embedded);
  return recordResult(
    {
      kind: 'project',
      stream: 'projects',
      externalId,
      locator: `${scope}/projectsV2/${String(item['number'])}`,
      fields,
      references,
      relations: ['belongs_to', 'created_by'],
      remoteUpdatedAt: utcTime(item['updated_at']),
      url: textOf(item['html_url']),
    },
    diagnostics,
    embedded,
  );
}

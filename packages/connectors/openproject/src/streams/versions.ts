import type { FetchedRecord, NormalizeResult, RecordKey, Stream } from '@syncline/connector-sdk';
import type { Diagnostic, Json, Reference } from '@syncline/core';
import type { OpenProjectClient } from '../client.ts';
import { PAGE_SIZE, parseElements } from '../collection.ts';
import { expressText, expressVersionName } from '../express.ts';
import { fetchRecord } from '../fetch-record.ts';
import {
  asItem,
  idOf,
  missing,
  rawText,
  requireText,
  takeDate,
  takeText,
  textOf,
  utcTime,
  wrongType,
} from '../item.ts';
import { linkedId } from '../links.ts';
import { notARecord, recordResult } from '../normal-result.ts';
import { readProject } from '../project-list.ts';
import { checkedId, projectTerm, SITE_SCOPE } from '../scopes.ts';
import { versionWrites } from '../writes/version-writes.ts';

/** Versions that a project can use, which are its milestones: open, locked, closed. Shared ones come with each project. */
export const versions: Stream<OpenProjectClient> = {
  name: 'versions',
  title: 'Versions',
  kind: 'milestone',
  scopeKind: 'project',
  // OpenProject gives the whole list at once.
  backfill: 'follow',
  incremental: 'relist',
  pageSize: PAGE_SIZE,
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: [
    { name: 'name', type: 'text', writable: 'yes', required: true, express: expressVersionName },
    { name: 'description', type: 'text', writable: 'yes', express: expressText },
    { name: 'state', type: 'choice', writable: 'yes' },
    { name: 'start_date', type: 'date', writable: 'yes' },
    { name: 'end_date', type: 'date', writable: 'yes' },
    { name: 'sharing', type: 'choice', writable: 'no' },
    { name: 'created_at', type: 'instant', writable: 'no' },
  ],
  writes: versionWrites,
  async readPage(client, request, signal) {
    const { raw, observedAt } = await client.send({ path: `/projects/${projectTerm(request.scope)}/versions` }, signal);
    return { raw, next: null, observedAt };
  },
  fetchOne: fetchVersion,
  parsePage: parseElements,
  normalize: normalizeVersion,
};

function fetchVersion(client: OpenProjectClient, key: RecordKey, signal: AbortSignal): Promise<FetchedRecord> {
  const { scope, externalId } = key;
  return fetchRecord({
    name: `version ${externalId}`,
    async read() {
      return {
        outcome: 'found',
        raw: (await client.send({ path: `/versions/${checkedId(externalId)}` }, signal)).raw,
      };
    },
    ...(scope !== SITE_SCOPE && { control: () => readProject(client, scope, signal) }),
  });
}

function normalizeVersion(value: unknown): NormalizeResult {
  const item = asItem(value);
  const externalId = idOf(item);
  if (!item || externalId === null) return notARecord('a version');
  const diagnostics: Diagnostic[] = [];
  const fields: Record<string, Json> = {};
  requireText(fields, item, 'name', diagnostics);
  const description = item['description'] === undefined ? undefined : rawText(item['description']);
  if (description !== undefined) fields['description'] = description === '' ? null : description;
  else if (item['description'] !== undefined) diagnostics.push(wrongType('description', 'a formatted text'));
  const state = textOf(item['status'])?.toLowerCase();
  if (state) fields['state'] = state;
  else diagnostics.push(missing('status', 'text'));
  takeDate(fields, item, 'startDate', diagnostics, 'start_date');
  takeDate(fields, item, 'endDate', diagnostics, 'end_date');
  takeText(fields, item, 'sharing', diagnostics);
  if (item['createdAt'] !== undefined) {
    const createdAt = utcTime(item['createdAt']);
    if (createdAt !== null) fields['created_at'] = createdAt;
  }
  const project = linkedId(item, 'definingProject');
  const references: Reference[] =
    project.id === null ? [] : [{ relation: 'belongs_to', stream: 'projects', externalId: project.id }];
  return recordResult(
    {
      kind: 'milestone',
      stream: 'versions',
      externalId,
      locator: `versions/${externalId}`,
      fields,
      references,
      relations: references.length === 0 ? [] : ['belongs_to'],
      remoteUpdatedAt: utcTime(item['updatedAt']),
      url: null,
    },
    diagnostics,
  );
}

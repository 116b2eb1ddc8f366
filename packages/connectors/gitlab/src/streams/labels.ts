import type { NormalizeResult, Stream } from '@syncline/connector-sdk';
import type { Reference } from '@syncline/core';
import type { GitLabClient } from '../client.ts';
import { expressColor, expressLabelName, expressOptionalLine } from '../express.ts';
import { fetchRecord } from '../fetch-record.ts';
import { requireText, takeNumber, takeText } from '../item.ts';
import { notARecord, recordResult, startRecord } from '../normal-result.ts';
import { PAGE_SIZE, parseItems, readListPage } from '../paging.ts';
import { type Place, parsePlace } from '../place.ts';
import { readOnly } from '../stream-fields.ts';
import { labelWrites, ownLabels } from '../writes/label-writes.ts';

/** Labels of a project or of a group, each where it was made. */
export const labels: Stream<GitLabClient> = {
  name: 'labels',
  title: 'Labels',
  kind: 'label',
  scopeKind: 'place',
  backfill: 'follow',
  incremental: 'relist',
  pageSize: PAGE_SIZE,
  idsNeverReused: true,
  locatorsAreStable: true,
  fields: [
    { name: 'name', type: 'text', writable: 'yes', required: true, express: expressLabelName },
    { name: 'color', type: 'text', writable: 'yes', express: expressColor },
    { name: 'description', type: 'text', writable: 'yes', express: expressOptionalLine },
    ...readOnly('number', 'priority'),
  ],
  writes: labelWrites,
  readPage(client, request, signal) {
    const place = parsePlace(request.scope);
    return readListPage(client, `GET /${place.kind}/{id}/labels`, ownLabels(place), request.cursor, signal);
  },
  async fetchOne(client, key, signal) {
    const container = parsePlace(key.scope);
    const { kind, id } = container;
    const read = () => client.json(`GET /${kind}/{id}/labels/{label}`, { id, label: key.externalId }, signal);
    const { data: _, ...fetched } = await fetchRecord(
      client,
      key,
      { name: `label ${key.locator}`, read, container },
      signal,
    );
    return fetched;
  },
  parsePage: parseItems,
  normalize: (value, scope) => normalizeLabel(value, parsePlace(scope)),
};

function normalizeLabel(value: unknown, place: Place): NormalizeResult {
  const started = startRecord(value);
  if (!started) return notARecord('a label');
  const { item, externalId, fields, diagnostics } = started;
  requireText(fields, item, 'name', diagnostics);
  takeText(fields, item, 'color', diagnostics);
  if (typeof fields['color'] === 'string') fields['color'] = expressColor(fields['color']);
  takeText(fields, item, 'description', diagnostics);
  if (fields['description'] === '') fields['description'] = null;
  takeNumber(fields, item, 'priority', diagnostics);
  const isOfProject = place.kind === 'projects';
  const project: Reference = { relation: 'belongs_to', stream: 'projects', externalId: place.id };
  return recordResult(
    {
      kind: 'label',
      stream: 'labels',
      externalId,
      locator: `${place.path}~${String(item['name'])}`,
      fields,
      references: isOfProject ? [project] : [],
      relations: isOfProject ? ['belongs_to'] : [],
      remoteUpdatedAt: null,
      url: null,
    },
    diagnostics,
  );
}

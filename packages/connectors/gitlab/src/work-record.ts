import type { Diagnostic, Json, NormalisedRecord, Reference, RelationType } from '@syncline/core';
import { addUser } from './embedded-user.ts';
import {
  asItem,
  type Item,
  idOf,
  requireChoice,
  requireText,
  takeDate,
  takeFlag,
  takeKeyedText,
  takeNumber,
  takeTime,
  textOf,
  utcTime,
} from './item.ts';
import { startRecord } from './normal-result.ts';
import type { Place } from './place.ts';

/** An issue or epic as far as both are alike. Its stream adds to the fields and edges, which the record holds. */
export interface WorkRecord {
  readonly item: Item;
  readonly record: NormalisedRecord;
  readonly fields: Record<string, Json>;
  readonly references: Reference[];
  readonly relations: RelationType[];
  readonly embedded: NormalisedRecord[];
  readonly diagnostics: Diagnostic[];
}

/** `mark` stands between the place and the number in GitLab's own references: `acme/api#12`, `acme&3`. Null for what has no usable id. */
export function readWork(value: unknown, stream: string, place: Place, mark: '#' | '&'): WorkRecord | null {
  const started = startRecord(value);
  if (!started) return null;
  const { item, externalId, fields, diagnostics } = started;
  requireText(fields, item, 'title', diagnostics);
  const { ownKey } = takeKeyedText(fields, item, 'description', diagnostics);
  requireChoice(fields, item, 'state', ['opened', 'closed'], diagnostics);
  takeNumber(fields, item, 'iid', diagnostics, 'number');
  takeFlag(fields, item, 'confidential', diagnostics);
  takeDate(fields, item, 'due_date', diagnostics);
  takeTime(fields, item, 'created_at', diagnostics);
  takeTime(fields, item, 'closed_at', diagnostics);
  const references: Reference[] = [];
  const relations: RelationType[] = ['created_by'];
  const embedded: NormalisedRecord[] = [];
  addUser(item['author'], 'created_by', references, embedded);
  takeLabels(item['labels'], fields, references, relations);
  const record: NormalisedRecord = {
    kind: 'work_item',
    stream,
    externalId,
    locator: textOf(asItem(item['references'])?.['full']) ?? `${place.path}${mark}${String(item['iid'])}`,
    fields,
    references,
    relations,
    remoteUpdatedAt: utcTime(item['updated_at']),
    url: textOf(item['web_url']),
    ...(ownKey !== undefined && { ownKey }),
  };
  return { item, record, fields, references, relations, embedded, diagnostics };
}

/** Lists show labels with their ids where they are asked to, single answers by name alone: then no edge was shown. */
function takeLabels(
  labels: unknown,
  fields: Record<string, Json>,
  references: Reference[],
  relations: RelationType[],
): void {
  if (!Array.isArray(labels)) return;
  const names = labels.map((label) => textOf(label) ?? textOf(asItem(label)?.['name']));
  fields['labels'] = distinct(names);
  if (!labels.every((label) => idOf(label) !== null)) return;
  relations.push('labelled');
  for (const label of labels) {
    const externalId = idOf(label);
    if (externalId !== null) references.push({ relation: 'labelled', stream: 'labels', externalId });
  }
}

/** As sets are written in canonical form: sorted, without repeats. */
export function distinct(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))].sort();
}

import type { Diagnostic, Json, NormalisedRecord } from '@syncline/core';
import {
  type Item,
  requireChoice,
  requireText,
  takeFlag,
  takeKeyedText,
  takeNumber,
  takeTime,
  textOf,
  utcTime,
} from './item.ts';
import { startRecord } from './normal-result.ts';
import type { RepositoryScope } from './repository-scope.ts';
import { type TrackerEdges, trackerEdges } from './tracker-edges.ts';
import { takeTrackerFields } from './tracker-fields.ts';

/** An issue or pull request as far as both are alike. Its stream adds to the fields and edges, which the record holds. */
export interface TrackerRecord extends TrackerEdges {
  readonly item: Item;
  readonly record: NormalisedRecord;
  readonly fields: Record<string, Json>;
  readonly diagnostics: Diagnostic[];
}

/** Null for what has no usable id. */
export function readTrackerRecord(
  value: unknown,
  of: Pick<NormalisedRecord, 'kind' | 'stream'>,
  repository: RepositoryScope,
): TrackerRecord | null {
  const started = startRecord(value);
  if (!started) return null;
  const { item, externalId, fields, diagnostics } = started;
  requireText(fields, item, 'title', diagnostics);
  const { ownKey } = takeKeyedText(fields, item, 'body', diagnostics);
  requireChoice(fields, item, 'state', ['open', 'closed'], diagnostics);
  takeNumber(fields, item, 'number', diagnostics);
  takeFlag(fields, item, 'locked', diagnostics);
  takeTime(fields, item, 'created_at', diagnostics);
  takeTime(fields, item, 'closed_at', diagnostics);
  takeTrackerFields(fields, item, repository);
  const edges = trackerEdges(item, repository);
  const record: NormalisedRecord = {
    ...of,
    externalId,
    locator: `${repository.fullName}#${String(item['number'])}`,
    fields,
    references: edges.references,
    relations: edges.relations,
    remoteUpdatedAt: utcTime(item['updated_at']),
    url: textOf(item['html_url']),
    ...(ownKey !== undefined && { ownKey }),
  };
  return { ...edges, item, record, fields, diagnostics };
}

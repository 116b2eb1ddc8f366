import type { NormalizeResult } from '@syncline/connector-sdk';
import type { Diagnostic, Json, NormalisedRecord } from '@syncline/core';
import { asItem, type Item, idOf } from './item.ts';

type RecordResult = Extract<NormalizeResult, { outcome: 'record' }>;

/** An object of a vendor page, and room for what is taken from it. */
export interface StartedRecord {
  readonly item: Item;
  readonly externalId: string;
  readonly fields: Record<string, Json>;
  readonly diagnostics: Diagnostic[];
}

/** Null for what has no usable id. */
export function startRecord(value: unknown): StartedRecord | null {
  const item = asItem(value);
  const externalId = idOf(item);
  return item && externalId !== null ? { item, externalId, fields: {}, diagnostics: [] } : null;
}

/** The result for a record as read: unusable when any diagnostic is an error. */
export function recordResult(
  record: NormalisedRecord,
  diagnostics: readonly Diagnostic[],
  embedded: RecordResult['embedded'] = [],
  followUps: RecordResult['followUps'] = [],
): NormalizeResult {
  for (const diagnostic of diagnostics) {
    if (diagnostic.severity === 'error') return { outcome: 'invalid', externalId: record.externalId, diagnostics };
  }
  return { outcome: 'record', record, embedded, followUps, diagnostics };
}

/** The result for something without the id that every object of this stream has. */
export function notARecord(what: string): NormalizeResult {
  const diagnostic: Diagnostic = {
    severity: 'error',
    code: 'gitlab_no_id',
    field: 'id',
    message: `GitLab sent ${what} without a usable id`,
  };
  return { outcome: 'invalid', externalId: null, diagnostics: [diagnostic] };
}

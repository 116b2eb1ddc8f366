import type { NormalizeResult } from '@syncline/connector-sdk';
import type { Diagnostic, NormalisedRecord } from '@syncline/core';

type RecordResult = Extract<NormalizeResult, { outcome: 'record' }>;

/** The result for a record as read: unusable when any diagnostic is an error. */
export function recordResult(
  record: NormalisedRecord,
  diagnostics: readonly Diagnostic[],
  embedded: RecordResult['embedded'] = [],
): NormalizeResult {
  for (const diagnostic of diagnostics) {
    if (diagnostic.severity === 'error') return { outcome: 'invalid', externalId: record.externalId, diagnostics };
  }
  return { outcome: 'record', record, embedded, followUps: [], diagnostics };
}

/** The result for something without the id that every object of this stream has. */
export function notARecord(what: string): NormalizeResult {
  const diagnostic: Diagnostic = {
    severity: 'error',
    code: 'trello_no_id',
    field: 'id',
    message: `Trello sent ${what} without a usable id`,
  };
  return { outcome: 'invalid', externalId: null, diagnostics: [diagnostic] };
}

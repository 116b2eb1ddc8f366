import type { NormalizeResult } from '@syncline/connector-sdk';
import type { Diagnostic, NormalisedRecord } from '@syncline/core';

/** The result for a record as read: unusable when any diagnostic is an error. */
export function recordResult(
  record: NormalisedRecord,
  diagnostics: readonly Diagnostic[],
  embedded: readonly NormalisedRecord[] = [],
): NormalizeResult {
  if (diagnostics.some(({ severity }) => severity === 'error'))
    return { outcome: 'invalid', externalId: record.externalId, diagnostics };
  return { outcome: 'record', record, embedded, followUps: [], diagnostics };
}

/** The result for something without the id that every object has. */
export function notARecord(what: string): NormalizeResult {
  const message = `Quo sent ${what} without a usable id`;
  return {
    outcome: 'invalid',
    externalId: null,
    diagnostics: [{ severity: 'error', code: 'quo_no_id', field: 'id', message }],
  };
}

import type { CrmRecordDocument, CrmSyncDocument, CrmWriteDocument } from '../api/crm-documents.ts';
import { type Cell, printable, type Rendering } from './render.ts';

const STUB = 'This is a stub: nothing of it is at any vendor.';
const VALUE_WIDTH = 60;

export function showRecords(page: { readonly items: readonly CrmRecordDocument[] }): Rendering {
  const rows = page.items.map(({ kind, id, entityId, externalReference, fields }): Cell[] => [
    nameOf(fields),
    kind,
    externalReference.externalId,
    entityId,
    id,
  ]);
  const columns = ['name', 'kind', 'id there', 'entity', 'id'];
  return {
    json: page,
    lines: page.items.some(({ source }) => source.isStub) ? [STUB] : [],
    tables: [{ columns, rows, empty: 'Nobody.' }],
  };
}

export function showRecord(record: CrmRecordDocument): Rendering {
  const { kind, source, externalReference, entityId, sourceTime, fields, diagnostics, unresolvedFields } = record;
  return {
    json: record,
    lines: [
      `${kind} ${nameOf(fields) ?? ''} of ${source.connection.name} (${externalReference.externalId}), changed ${sourceTime ?? 'at an unknown time'}`,
      `entity ${entityId ?? 'none yet'}, id ${record.id}`,
      ...(source.isStub ? [STUB] : []),
      ...(unresolvedFields.length === 0 ? [] : [`beyond the contract: ${unresolvedFields.join(', ')}`]),
    ].map(printable),
    tables: [
      {
        title: 'Fields',
        columns: ['field', 'value'],
        rows: Object.entries(fields).map(([name, value]) => [name, text(value)]),
      },
      ...lacking(diagnostics),
    ],
  };
}

export function showWrite(write: CrmWriteDocument): Rendering {
  const { outcome, kind, entityId, entityVersion, source, travelsTo, diagnostics } = write;
  return {
    json: write,
    lines: [
      `${kind} ${entityId}: ${outcome} in the hub, version ${entityVersion}`,
      ...(source.isStub ? [STUB] : []),
    ].map(printable),
    tables: [
      {
        title: 'Travels to',
        columns: ['side', 'op', 'state', 'waits for'],
        rows: travelsTo.map((each) => [`${each.connection}/${each.stream}`, each.op, each.state, each.waitsFor]),
        empty: 'Nothing is to be written anywhere.',
      },
      ...lacking(diagnostics),
    ],
  };
}

export function showStreams(result: CrmSyncDocument): Rendering {
  const { source, processId, streams } = result;
  return {
    json: result,
    lines: [
      ...(processId === null ? [] : [`Started. Watch it with: syncline process show ${processId} --watch`]),
      ...(source.isStub ? [STUB] : []),
    ],
    tables: [
      {
        columns: ['stream', 'kind', 'state', 'synced up to', 'last error'],
        rows: streams.map((each) => [each.stream, each.kind, each.state, each.syncedUpTo, each.lastError]),
        empty: 'No stream takes part.',
      },
    ],
  };
}

function lacking(diagnostics: CrmRecordDocument['diagnostics']): Rendering['tables'] {
  if (diagnostics.length === 0) return [];
  const rows = diagnostics.map(({ field, reason, message }): Cell[] => [field, reason, message]);
  return [{ title: 'Left out', columns: ['field', 'reason', 'message'], rows }];
}

function nameOf(fields: Readonly<Record<string, unknown>>): string | null {
  const given =
    fields['name'] ?? fields['subject'] ?? [fields['first_name'], fields['last_name']].filter(Boolean).join(' ');
  return typeof given === 'string' && given !== '' ? given : null;
}

function text(value: unknown): string {
  const shown = typeof value === 'string' ? value : JSON.stringify(value ?? null);
  return shown.length > VALUE_WIDTH ? `${shown.slice(0, VALUE_WIDTH - 1)}…` : shown;
}

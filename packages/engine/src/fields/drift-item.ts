import type { NewReconciliationItem } from '@syncline/store';
import type { FieldComparison, StoredField } from './compare-fields.ts';

/** A field that is not what the field map relies on: it waits until it is again, or the field map is changed. */
export function driftItem(
  workspaceId: number,
  connection: string,
  field: FieldComparison['drifted'][number],
): NewReconciliationItem {
  const { connectionId, stream, key, agreed, found, drift } = field;
  const named = agreed.name === key ? key : `${agreed.name} (${key})`;
  const what =
    drift === 'gone'
      ? `is gone from ${stream}`
      : `holds ${found?.type ?? 'something'} now, where it held ${agreed.type}`;
  return {
    workspaceId,
    key: driftKey(field),
    fingerprint: `${connection}/${stream} mapping schema_drift ${key}`,
    connectionId,
    stream,
    scope: null,
    externalId: null,
    locator: null,
    entityKind: null,
    class: 'mapping',
    code: 'schema_drift',
    field: key,
    message: `${named} ${what}. It is paused, and the other fields go on. Edits to it wait until it is as it was; or change the field map.`,
    remoteValue:
      found === null ? null : { ...found, options: [...(found.options ?? [])].map((option) => ({ ...option })) },
    pageId: null,
    inboxId: null,
    processId: null,
    correlationId: null,
  };
}

export function driftKey({ connectionId, stream, key }: Pick<StoredField, 'connectionId' | 'stream' | 'key'>): string {
  return `schema ${connectionId} ${stream} ${key}`;
}

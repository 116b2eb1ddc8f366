import type { RowProblem } from '@syncline/imports';
import type { ImportRecord, NewImportRow, NewReconciliationItem } from '@syncline/store';
import type { Stay } from './what-stays.ts';

/** The item of a row that waits for a person. */
export function rowItem(
  imported: Pick<ImportRecord, 'id' | 'workspaceId' | 'name'>,
  processId: string,
  { row, problems, cells }: Pick<NewImportRow, 'row' | 'problems' | 'cells'>,
): NewReconciliationItem {
  const error = (problems as readonly RowProblem[] | null)?.find(({ severity }) => severity === 'error');
  const code = error?.code ?? 'invalid';
  return {
    ...importItem(imported, processId),
    key: rowItemKey(imported.id, row),
    fingerprint: `imports invalid ${code}`,
    externalId: `${imported.id}/${row}`,
    locator: `${imported.name}, row ${row}`,
    entityKind: null,
    class: 'invalid',
    code: `import_${code}`,
    message: `${imported.name}, row ${row}${error?.column ? `, ${error.column}` : ''}: ${error?.message ?? 'it could not be applied'}`,
    field: error?.column ?? null,
    remoteValue: cells,
  };
}

export function rowItemKey(importId: string, row: number): string {
  return `import ${importId} row ${row}`;
}

export function undoItemKey(importId: string, entityId: string): string {
  return `import ${importId} undo ${entityId}`;
}

/** The item of an entity that an undo leaves as it is. */
export function undoItem(
  imported: Pick<ImportRecord, 'id' | 'workspaceId' | 'name'>,
  processId: string,
  entity: Stay & { readonly id: string; readonly kind: string; readonly fields: readonly string[] },
): NewReconciliationItem {
  return {
    ...importItem(imported, processId),
    key: undoItemKey(imported.id, entity.id),
    fingerprint: `imports conflict ${entity.cause === 'changed' ? 'changed_since' : entity.cause}`,
    externalId: `${imported.id}/${entity.id}`,
    locator: imported.name,
    entityKind: entity.kind,
    class: 'invalid',
    code: entity.cause === 'changed' ? 'import_changed_since' : 'import_built_on',
    message: `${entity.kind} ${entity.id} was not taken back with ${imported.name}: ${entity.what}.`,
    field: entity.fields[0] ?? null,
    remoteValue: null,
  };
}

function importItem({ id, workspaceId }: Pick<ImportRecord, 'id' | 'workspaceId'>, processId: string) {
  return {
    workspaceId,
    connectionId: 0,
    stream: 'imports',
    scope: id,
    pageId: null,
    inboxId: null,
    processId,
    correlationId: `import-${id}`,
  };
}

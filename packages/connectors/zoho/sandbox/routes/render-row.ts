import type { Json } from '@syncline/core';
import type { ModuleStore } from '../model/module-store.ts';
import type { Organisation } from '../model/organisation.ts';
import { type Row, textIn, timeText } from '../model/row.ts';

type Shown = Record<string, Json>;

/** Some fields of a record as Zoho shows them; a query shows of lookups the id alone. */
export function renderRow(
  organisation: Organisation,
  store: ModuleStore,
  row: Row,
  columns: readonly string[],
  by: 'query' | 'list',
): Shown {
  const shown: Shown = {};
  for (const column of new Set([...columns, 'id'])) {
    const value = valueOf(organisation, store, row, column, by);
    if (value !== undefined) shown[column] = value;
  }
  return shown;
}

function valueOf(
  organisation: Organisation,
  store: ModuleStore,
  row: Row,
  column: string,
  by: 'query' | 'list',
): Json | undefined {
  if (column === 'id') return row.id;
  if (column === 'Created_Time') return timeText(row.created);
  if (column === 'Modified_Time') return timeText(row.modified);
  if (column === '$se_module') {
    const target = row.values['What_Id'];
    return typeof target === 'string' ? (organisation.storeOf(target)?.schema.name ?? null) : null;
  }
  const field = store.schema.fields.get(column);
  if (field === undefined) return undefined;
  const value = row.values[column] ?? null;
  if (field.type !== 'lookup' || typeof value !== 'string') return value;
  if (by === 'query') return { id: value };
  const target = organisation.storeOf(value);
  const pointed = target?.get(value);
  const shown = { id: value, name: textIn(pointed, target?.schema.nameField ?? '') };
  if (column === 'Owner') return { ...shown, email: textIn(pointed, 'email') };
  if (column !== 'Parent_Id' || !target) return shown;
  return { ...shown, module: { api_name: target.schema.name, id: `${target.schema.number}00000000` } };
}

export function renderPerson(organisation: Organisation): Json {
  const { viewer } = organisation;
  return { id: viewer.id, name: textIn(viewer, 'full_name') };
}

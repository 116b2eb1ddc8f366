import type { ObjectStore } from '../model/object-store.ts';
import type { Organisation } from '../model/organisation.ts';
import type { Row, Value } from '../model/row.ts';

export const API_ROOT = '/services/data/v62.0';

export type Rendered = { readonly [name: string]: Value | Rendered };

/** A record with the fields asked for, as the REST API shows it. */
export function renderRecord(
  organisation: Organisation,
  store: ObjectStore,
  row: Row,
  fields: readonly string[],
): Rendered {
  const type = store.schema.name;
  const record: Record<string, Value | Rendered> = {
    attributes: { type, url: `${API_ROOT}/sobjects/${type}/${row.Id}` },
  };
  for (const name of fields) {
    const [first = '', child] = name.split('.');
    if (child === undefined) record[name] = row[name] ?? null;
    else record[first] = { ...(record[first] as Rendered | undefined), ...parent(organisation, row, first, child) };
    if (child !== undefined && parentValue(organisation, row, name) === null) record[first] = null;
  }
  return record;
}

function parent(organisation: Organisation, row: Row, relationship: string, child: string): Rendered {
  const type = child === 'Type' ? 'Name' : 'Record';
  return { attributes: { type }, [child]: parentValue(organisation, row, `${relationship}.${child}`) };
}

/** A field of the record that a lookup points to; null for an empty lookup. */
export function parentValue(organisation: Organisation, row: Row, path: string): Value {
  const [relationship = '', child = ''] = path.split('.');
  const id = row[`${relationship}Id`] ?? row[relationship.replace(/__r$/, '__c')];
  const store = typeof id === 'string' ? organisation.storeOf(id) : undefined;
  if (typeof id !== 'string' || store === undefined) return null;
  return child === 'Type' ? store.schema.name : (store.get(id)?.[child] ?? null);
}

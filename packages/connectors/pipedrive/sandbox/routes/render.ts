import type { Company } from '../model/company.ts';
import type { FieldEntity } from '../model/fields.ts';
import { customOf, type Entity, type Row } from '../model/records.ts';

/** A record with all custom fields of the company, empty ones too. */
export function render(company: Company, entity: Entity, row: Row): Row {
  if (!hasCustomFields(entity)) return row;
  const custom = customOf(row);
  const shown = company
    .fields(entity)
    .filter(({ is_custom_field }) => is_custom_field)
    .map(({ field_code }) => [field_code, custom[field_code] ?? null]);
  return { ...row, custom_fields: Object.fromEntries(shown) };
}

function hasCustomFields(entity: Entity): entity is FieldEntity {
  return entity === 'organizations' || entity === 'persons' || entity === 'deals';
}

/** Version 1 has the names of what a note is about along with it. */
export function renderNote(company: Company, row: Row): Row {
  const named = (entity: Entity, id: unknown, member: string) => {
    const found = typeof id === 'number' ? company.row(entity, id) : undefined;
    return found ? { [member]: found[member] } : null;
  };
  const user = company.row('users', Number(row['user_id']));
  return {
    ...row,
    deal: named('deals', row['deal_id'], 'title'),
    organization: named('organizations', row['org_id'], 'name'),
    person: named('persons', row['person_id'], 'name'),
    project: null,
    user: user ? { email: user['email'], icon_url: null, is_you: user['is_you'], name: user['name'] } : null,
  };
}

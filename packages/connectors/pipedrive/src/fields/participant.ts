import { asItem, idOf, listOf } from '../item.ts';
import { reference } from './codec.ts';
import { type ObjectField, Wrong } from './object-field.ts';
import { isPrimary } from './primary-entry.ts';

/** The person that an activity is with: the main one of those who take part, of whom the others are kept. */
export const participant: ObjectField = {
  name: 'who',
  api: 'participants',
  type: 'reference',
  writable: 'yes',
  references: 'persons',
  relation: 'belongs_to',
  read: (item) => {
    if (item['participants'] !== undefined) {
      const main = listOf(item['participants']).find(isPrimary);
      return idOf(asItem(main)?.['person_id']);
    }
    const id = item['person_id'];
    if (id === undefined || id === null) return id;
    return idOf(id) ?? new Wrong('an id');
  },
  write: (body, value, catalogue) => {
    const id = reference.write(value, 'who', 'participants', catalogue);
    body.own['participants'] = id === null ? [] : [{ person_id: id, primary: true }];
  },
};

import { choice, instant, reference } from '../fields/codec.ts';
import { keyedBody, keyIn } from '../fields/keyed-html.ts';
import { derived, member } from '../fields/make-field.ts';
import type { ObjectDefinition } from '../fields/object-definition.ts';
import { idField } from './id-field.ts';

/** What is written down about an account, contact or deal. Version 1 of the API alone has them. */
export const notes: ObjectDefinition = {
  stream: 'notes',
  title: 'Notes',
  word: 'note',
  kind: 'activity',
  path: '/v1/notes',
  lists: ['/v1/notes'],
  fieldList: null,
  carried: {},
  optionFields: [],
  fields: [
    idField,
    derived('type', choice, () => 'note'),
    keyedBody('content'),
    member('occurred_at', 'add_time', instant, { writable: 'create' }),
    member('account', 'org_id', reference, { references: 'organizations', relation: 'belongs_to' }),
    member('deal', 'deal_id', reference, { references: 'deals', relation: 'belongs_to' }),
    member('who', 'person_id', reference, { references: 'persons', relation: 'belongs_to' }),
    member('owner', 'user_id', reference, { references: 'users', relation: 'assigned_to' }),
    member('created_at', 'add_time', instant, { writable: 'no' }),
  ],
  isDeleted: (item) => item['active_flag'] === false,
  ownKey: (item) => keyIn(item, 'content'),
};

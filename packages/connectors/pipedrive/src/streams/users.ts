import { flag, instant, text } from '../fields/codec.ts';
import { member } from '../fields/make-field.ts';
import type { ObjectDefinition } from '../fields/object-definition.ts';
import { idField } from './id-field.ts';

/** Who owns records: read, so that owners can be mapped to people elsewhere; never written. */
export const users: ObjectDefinition = {
  stream: 'users',
  title: 'Users',
  word: 'user',
  kind: 'user',
  path: '/v1/users',
  lists: ['/v1/users'],
  fieldList: null,
  carried: {},
  optionFields: [],
  fields: [
    idField,
    member('username', 'email', text, { writable: 'no', required: true }),
    member('name', 'name', text, { writable: 'no' }),
    member('email', 'email', text, { writable: 'no' }),
    member('active', 'active_flag', flag, { writable: 'no' }),
    member('created_at', 'created', instant, { writable: 'no' }),
  ],
  // Whoever left is there as somebody who is not active.
  isDeleted: () => false,
};

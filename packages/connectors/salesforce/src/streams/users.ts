import { field } from '../object/field.ts';
import type { ObjectDefinition } from '../object/object-definition.ts';

/** Who owns records: read, so that owners can be mapped to people elsewhere; never written. */
export const users: ObjectDefinition = {
  stream: 'users',
  title: 'Users',
  kind: 'user',
  object: 'User',
  isReadOnly: true,
  fields: [
    field('username', 'Username', 'text', { writable: 'no', required: true }),
    field('name', 'Name', 'text', { writable: 'no' }),
    field('email', 'Email', 'text', { writable: 'no' }),
    field('title', 'Title', 'text', { writable: 'no' }),
    field('active', 'IsActive', 'boolean', { writable: 'no' }),
    field('user_type', 'UserType', 'text', { writable: 'no' }),
    field('created_at', 'CreatedDate', 'instant', { writable: 'no' }),
  ],
};

import { field } from '../object/field.ts';
import type { ObjectDefinition } from '../object/object-definition.ts';

export const contacts: ObjectDefinition = {
  stream: 'contacts',
  title: 'Contacts',
  kind: 'contact',
  object: 'Contact',
  fields: [
    field('first_name', 'FirstName', 'text'),
    field('last_name', 'LastName', 'text', { required: true }),
    field('email', 'Email', 'text'),
    field('phone', 'Phone', 'text'),
    field('title', 'Title', 'text'),
    field('department', 'Department', 'text'),
    field('description', 'Description', 'text'),
    field('account', 'AccountId', 'reference', { references: 'accounts', relation: 'belongs_to' }),
    field('owner', 'OwnerId', 'reference', { references: 'users', relation: 'assigned_to' }),
    field('created_at', 'CreatedDate', 'instant', { writable: 'no' }),
  ],
  parents: [{ relation: 'belongs_to', stream: 'accounts', required: false }],
};

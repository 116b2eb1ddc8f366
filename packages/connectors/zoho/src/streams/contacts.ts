import { field } from '../record/field.ts';
import type { ModuleDefinition } from '../record/module-definition.ts';

export const contacts: ModuleDefinition = {
  stream: 'contacts',
  title: 'Contacts',
  kind: 'contact',
  module: 'Contacts',
  ownKey: 'upsert',
  fields: [
    field('first_name', 'First_Name', 'text'),
    field('last_name', 'Last_Name', 'text', { required: true }),
    field('email', 'Email', 'text'),
    field('phone', 'Phone', 'text'),
    field('title', 'Title', 'text'),
    field('department', 'Department', 'text'),
    field('description', 'Description', 'text'),
    field('account', 'Account_Name', 'reference', { references: 'accounts', relation: 'belongs_to' }),
    field('owner', 'Owner', 'reference', { references: 'users', relation: 'assigned_to' }),
    field('created_at', 'Created_Time', 'instant', { writable: 'no' }),
  ],
  parents: [{ relation: 'belongs_to', stream: 'accounts', required: false }],
};

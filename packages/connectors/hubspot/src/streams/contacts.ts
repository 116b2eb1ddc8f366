import { associated, field, owner } from '../object/field.ts';
import type { ObjectDefinition } from '../object/object-definition.ts';

export const contacts: ObjectDefinition = {
  stream: 'contacts',
  title: 'Contacts',
  kind: 'contact',
  object: 'contacts',
  objectTypeId: '0-1',
  eventName: 'contact',
  // Of all objects contacts alone call it that: https://developers.hubspot.com/docs/api-reference/latest/crm/search-the-crm
  modified: 'lastmodifieddate',
  fields: [
    field('id', 'hs_object_id', 'text', { writable: 'no' }),
    field('first_name', 'firstname', 'text'),
    field('last_name', 'lastname', 'text'),
    field('email', 'email', 'text', { notation: 'lower' }),
    field('phone', 'phone', 'text'),
    field('title', 'jobtitle', 'text'),
    field('department', 'syncline_department', 'text'),
    field('description', 'syncline_description', 'text'),
    associated('account', 'companies', 'belongs_to', { to: 'companies', typeId: 279, primaryTypeId: 1 }),
    owner,
    field('created_at', 'createdate', 'instant', { writable: 'no' }),
  ],
  parents: [{ relation: 'belongs_to', stream: 'companies', required: false }],
};

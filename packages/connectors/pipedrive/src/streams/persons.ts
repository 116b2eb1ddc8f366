import { OWN_KEY } from '../catalogue/catalogue.ts';
import { instant, optionSet, reference, text } from '../fields/codec.ts';
import { carried, member, ownKeyOn } from '../fields/make-field.ts';
import type { ObjectDefinition } from '../fields/object-definition.ts';
import { firstName, lastName } from '../fields/person-name.ts';
import { primaryEntry } from '../fields/primary-entry.ts';
import { idField } from './id-field.ts';

export const persons: ObjectDefinition = {
  stream: 'persons',
  title: 'Persons',
  word: 'person',
  kind: 'contact',
  path: '/api/v2/persons',
  lists: ['/api/v2/persons'],
  fieldList: '/api/v2/personFields',
  carried: { [OWN_KEY]: 'Syncline key', department: 'Department' },
  optionFields: ['label_ids'],
  fields: [
    idField,
    firstName,
    lastName,
    primaryEntry('email', 'emails'),
    primaryEntry('phone', 'phones'),
    // Shown by companies that have set up contact sync, as are notes.
    member('title', 'job_title', text),
    carried('department', text),
    member('description', 'notes', text),
    member('labels', 'label_ids', optionSet),
    member('account', 'org_id', reference, { references: 'organizations', relation: 'belongs_to' }),
    member('owner', 'owner_id', reference, { references: 'users', relation: 'assigned_to' }),
    member('created_at', 'add_time', instant, { writable: 'no' }),
  ],
  parents: [{ relation: 'belongs_to', stream: 'organizations', required: false }],
  listMembers: ['emails', 'phones'],
  ownKey: (item) => ownKeyOn(item, OWN_KEY),
};

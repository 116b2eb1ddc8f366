import { OWN_KEY } from '../catalogue/catalogue.ts';
import { domain, instant, integer, option, optionSet, reference, text } from '../fields/codec.ts';
import { carried, derived, member, ownKeyOn } from '../fields/make-field.ts';
import type { ObjectDefinition } from '../fields/object-definition.ts';
import { asItem } from '../item.ts';
import { idField } from './id-field.ts';

export const organizations: ObjectDefinition = {
  stream: 'organizations',
  title: 'Organizations',
  word: 'organization',
  kind: 'account',
  path: '/api/v2/organizations',
  lists: ['/api/v2/organizations'],
  fieldList: '/api/v2/organizationFields',
  carried: {
    [OWN_KEY]: 'Syncline key',
    segment: 'Segment',
    type: 'Account type',
    phone: 'Phone',
    description: 'Description',
  },
  optionFields: ['industry', 'label_ids'],
  fields: [
    idField,
    member('name', 'name', text, { required: true }),
    member('domain', 'website', domain),
    member('industry', 'industry', option),
    carried('segment', text),
    carried('type', text),
    carried('phone', text),
    carried('description', text),
    member('employees', 'employee_count', integer),
    member('annual_revenue', 'annual_revenue', integer),
    // Part of an address that Pipedrive finds on the map by itself.
    derived('billing_country', text, (item) => {
      const address = asItem(item['address']);
      const country = address?.['country'];
      if (item['address'] === undefined) return undefined;
      return typeof country === 'string' && country !== '' ? country : null;
    }),
    member('labels', 'label_ids', optionSet),
    member('owner', 'owner_id', reference, { references: 'users', relation: 'assigned_to' }),
    member('created_at', 'add_time', instant, { writable: 'no' }),
  ],
  ownKey: (item) => ownKeyOn(item, OWN_KEY),
};

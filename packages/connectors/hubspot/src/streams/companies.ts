import { field, owner } from '../object/field.ts';
import type { ObjectDefinition } from '../object/object-definition.ts';

export const companies: ObjectDefinition = {
  stream: 'companies',
  title: 'Companies',
  kind: 'account',
  object: 'companies',
  objectTypeId: '0-2',
  eventName: 'company',
  modified: 'hs_lastmodifieddate',
  fields: [
    field('id', 'hs_object_id', 'text', { writable: 'no' }),
    field('name', 'name', 'text', { required: true }),
    field('domain', 'domain', 'text', { notation: 'host' }),
    field('industry', 'industry', 'choice'),
    field('segment', 'syncline_segment', 'text'),
    field('type', 'type', 'choice'),
    field('phone', 'phone', 'text'),
    field('description', 'description', 'text'),
    field('employees', 'numberofemployees', 'number', { scale: 0 }),
    field('annual_revenue', 'annualrevenue', 'number', { scale: 2 }),
    field('billing_country', 'country', 'text'),
    owner,
    field('created_at', 'createdate', 'instant', { writable: 'no' }),
  ],
};

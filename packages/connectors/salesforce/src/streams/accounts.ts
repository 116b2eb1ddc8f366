import { field } from '../object/field.ts';
import type { ObjectDefinition } from '../object/object-definition.ts';

export const accounts: ObjectDefinition = {
  stream: 'accounts',
  title: 'Accounts',
  kind: 'account',
  object: 'Account',
  fields: [
    field('id', 'Id', 'text', { writable: 'no' }),
    field('name', 'Name', 'text', { required: true }),
    field('domain', 'Website', 'text'),
    field('industry', 'Industry', 'choice'),
    field('segment', 'Segment__c', 'text'),
    field('type', 'Type', 'choice'),
    field('phone', 'Phone', 'text'),
    field('description', 'Description', 'text'),
    field('employees', 'NumberOfEmployees', 'number', { scale: 0 }),
    field('annual_revenue', 'AnnualRevenue', 'number', { scale: 0 }),
    field('billing_country', 'BillingCountry', 'text'),
    field('owner', 'OwnerId', 'reference', { references: 'users', relation: 'assigned_to' }),
    field('created_at', 'CreatedDate', 'instant', { writable: 'no' }),
  ],
};

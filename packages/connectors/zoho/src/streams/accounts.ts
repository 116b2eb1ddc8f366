import { field } from '../record/field.ts';
import type { ModuleDefinition } from '../record/module-definition.ts';

export const accounts: ModuleDefinition = {
  stream: 'accounts',
  title: 'Accounts',
  kind: 'account',
  module: 'Accounts',
  ownKey: 'upsert',
  fields: [
    field('name', 'Account_Name', 'text', { required: true }),
    field('domain', 'Website', 'text', { form: 'host' }),
    field('industry', 'Industry', 'choice'),
    // A custom field: Zoho has none of that meaning.
    field('segment', 'Segment', 'text'),
    field('type', 'Account_Type', 'choice'),
    field('phone', 'Phone', 'text'),
    field('description', 'Description', 'text'),
    field('employees', 'Employees', 'number', { scale: 0 }),
    field('annual_revenue', 'Annual_Revenue', 'number', { scale: 2 }),
    field('billing_country', 'Billing_Country', 'text'),
    field('owner', 'Owner', 'reference', { references: 'users', relation: 'assigned_to' }),
    field('created_at', 'Created_Time', 'instant', { writable: 'no' }),
  ],
};

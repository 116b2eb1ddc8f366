import { field } from '../object/field.ts';
import type { ObjectDefinition } from '../object/object-definition.ts';

export const opportunities: ObjectDefinition = {
  stream: 'opportunities',
  title: 'Opportunities',
  kind: 'deal',
  object: 'Opportunity',
  fields: [
    field('id', 'Id', 'text', { writable: 'no' }),
    field('name', 'Name', 'text', { required: true }),
    field('stage', 'StageName', 'choice', { required: true }),
    field('amount', 'Amount', 'number', { scale: 2 }),
    // CurrencyIsoCode is there in few organisations.
    field('currency', 'Currency__c', 'text'),
    // Set by the stage when a write names the stage alone.
    field('probability', 'Probability', 'number', { scale: 0 }),
    field('close_date', 'CloseDate', 'date', { required: true }),
    field('type', 'Type', 'choice'),
    field('next_step', 'NextStep', 'text'),
    field('description', 'Description', 'text'),
    field('is_closed', 'IsClosed', 'boolean', { writable: 'no' }),
    field('is_won', 'IsWon', 'boolean', { writable: 'no' }),
    field('account', 'AccountId', 'reference', { references: 'accounts', relation: 'belongs_to' }),
    field('owner', 'OwnerId', 'reference', { references: 'users', relation: 'assigned_to' }),
    field('created_at', 'CreatedDate', 'instant', { writable: 'no' }),
  ],
  parents: [{ relation: 'belongs_to', stream: 'accounts', required: false }],
};

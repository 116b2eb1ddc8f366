import { field } from '../object/field.ts';
import type { ObjectDefinition } from '../object/object-definition.ts';

export const quotes: ObjectDefinition = {
  stream: 'quotes',
  title: 'Quotes',
  kind: 'quote',
  object: 'Quote',
  fields: [
    field('id', 'Id', 'text', { writable: 'no' }),
    field('name', 'Name', 'text', { required: true }),
    field('status', 'Status', 'choice'),
    // Quote.GrandTotal is summed up from line items and can't be written, CurrencyIsoCode is there in few organisations.
    field('total', 'Total__c', 'number', { scale: 2 }),
    field('currency', 'Currency__c', 'text'),
    field('expiration_date', 'ExpirationDate', 'date'),
    field('description', 'Description', 'text'),
    field('version', 'Version__c', 'number', { scale: 0 }),
    field('attachment_reference', 'Attachment_Reference__c', 'text'),
    field('deal', 'OpportunityId', 'reference', {
      references: 'opportunities',
      relation: 'belongs_to',
      writable: 'create',
      required: true,
    }),
    // Taken by Salesforce from the opportunity.
    field('account', 'AccountId', 'reference', { references: 'accounts', relation: 'related_to', writable: 'no' }),
    field('created_at', 'CreatedDate', 'instant', { writable: 'no' }),
  ],
  parents: [{ relation: 'belongs_to', stream: 'opportunities', required: true }],
  versionField: 'version',
};

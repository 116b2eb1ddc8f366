import { field } from '../record/field.ts';
import type { ModuleDefinition } from '../record/module-definition.ts';

export const quotes: ModuleDefinition = {
  stream: 'quotes',
  title: 'Quotes',
  kind: 'quote',
  module: 'Quotes',
  ownKey: 'upsert',
  fields: [
    field('name', 'Subject', 'text', { required: true }),
    field('status', 'Quote_Stage', 'choice'),
    // Grand_Total is summed up from line items and can't be written.
    field('total', 'Quote_Total', 'number', { scale: 2 }),
    field('currency', 'Currency_Code', 'text'),
    field('expiration_date', 'Valid_Till', 'date'),
    field('description', 'Description', 'text'),
    field('version', 'Quote_Version', 'number', { scale: 0 }),
    field('attachment_reference', 'Attachment_Reference', 'text'),
    field('deal', 'Deal_Name', 'reference', { references: 'deals', relation: 'belongs_to' }),
    field('account', 'Account_Name', 'reference', { references: 'accounts', relation: 'related_to' }),
    field('created_at', 'Created_Time', 'instant', { writable: 'no' }),
  ],
  parents: [{ relation: 'belongs_to', stream: 'deals', required: false }],
  versionField: 'version',
  // Zoho makes no quote without a line. What it comes to is in Quote_Total, so that the line costs nothing.
  createExtras: ({ quoteProduct }) =>
    quoteProduct === undefined
      ? {}
      : { Quoted_Items: [{ Product_Name: { id: quoteProduct }, Quantity: 1, List_Price: 0 }] },
};

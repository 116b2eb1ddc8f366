import { associated, field, owner } from '../object/field.ts';
import type { ObjectDefinition } from '../object/object-definition.ts';

export const quotes: ObjectDefinition = {
  stream: 'quotes',
  title: 'Quotes',
  kind: 'quote',
  object: 'quotes',
  objectTypeId: '0-14',
  modified: 'hs_lastmodifieddate',
  fields: [
    field('id', 'hs_object_id', 'text', { writable: 'no' }),
    field('name', 'hs_title', 'text', { required: true }),
    // hs_status says how far its approval is, in five fixed words.
    field('status', 'syncline_status', 'choice'),
    field('approval_status', 'hs_status', 'choice'),
    // hs_quote_amount is summed up from line items and can't be written.
    field('total', 'syncline_total', 'number', { scale: 2 }),
    field('currency', 'hs_currency', 'text'),
    field('expiration_date', 'hs_expiration_date', 'date', { required: true }),
    field('description', 'syncline_description', 'text'),
    field('version', 'syncline_version', 'number', { scale: 0 }),
    field('attachment_reference', 'syncline_attachment_reference', 'text'),
    associated('deal', 'deals', 'belongs_to', { to: 'deals', typeId: 64 }),
    associated('account', 'companies', 'related_to', { to: 'companies', typeId: 71 }),
    owner,
    field('created_at', 'hs_createdate', 'instant', { writable: 'no' }),
  ],
  parents: [{ relation: 'belongs_to', stream: 'deals', required: false }],
  versionField: 'version',
};

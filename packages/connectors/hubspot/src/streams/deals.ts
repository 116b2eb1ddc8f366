import { associated, associatedSet, field, owner } from '../object/field.ts';
import type { ObjectDefinition } from '../object/object-definition.ts';

export const deals: ObjectDefinition = {
  stream: 'deals',
  title: 'Deals',
  kind: 'deal',
  object: 'deals',
  objectTypeId: '0-3',
  eventName: 'deal',
  modified: 'hs_lastmodifieddate',
  fields: [
    field('id', 'hs_object_id', 'text', { writable: 'no' }),
    field('name', 'dealname', 'text', { required: true }),
    // The stage's id; a pipeline and what its stages are called are to be had as choices.
    field('stage', 'dealstage', 'choice', { required: true }),
    field('pipeline', 'pipeline', 'choice'),
    field('amount', 'amount', 'number', { scale: 2 }),
    field('currency', 'deal_currency_code', 'text'),
    // Follows from the stage.
    field('probability', 'hs_deal_stage_probability', 'number', { writable: 'no', notation: 'share', scale: 0 }),
    field('close_date', 'closedate', 'date'),
    field('type', 'dealtype', 'choice'),
    field('next_step', 'hs_next_step', 'text'),
    field('description', 'description', 'text'),
    field('is_closed', 'hs_is_closed', 'boolean', { writable: 'no' }),
    field('is_won', 'hs_is_closed_won', 'boolean', { writable: 'no' }),
    associated('account', 'companies', 'belongs_to', { to: 'companies', typeId: 341, primaryTypeId: 5 }),
    associatedSet('contacts', 'contacts', 'related_to', { to: 'contacts', typeId: 3 }),
    owner,
    field('created_at', 'createdate', 'instant', { writable: 'no' }),
  ],
  parents: [{ relation: 'belongs_to', stream: 'companies', required: false }],
};

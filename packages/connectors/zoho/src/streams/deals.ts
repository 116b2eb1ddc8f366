import { field } from '../record/field.ts';
import type { DerivedField, ModuleDefinition } from '../record/module-definition.ts';

export const deals: ModuleDefinition = {
  stream: 'deals',
  title: 'Deals',
  kind: 'deal',
  module: 'Deals',
  ownKey: 'upsert',
  fields: [
    field('name', 'Deal_Name', 'text', { required: true }),
    field('stage', 'Stage', 'choice', { required: true }),
    field('amount', 'Amount', 'number', { scale: 2 }),
    // A custom field: Zoho's own `Currency` is there only where several currencies are switched on.
    field('currency', 'Currency_Code', 'text'),
    // Set by the stage when a write names the stage alone.
    field('probability', 'Probability', 'number', { scale: 0 }),
    field('close_date', 'Closing_Date', 'date'),
    field('type', 'Type', 'choice'),
    field('next_step', 'Next_Step', 'text'),
    field('description', 'Description', 'text'),
    field('account', 'Account_Name', 'reference', { references: 'accounts', relation: 'belongs_to' }),
    // One lookup: of several contacts the first is kept.
    field('contacts', 'Contact_Name', 'reference_set', { references: 'contacts', relation: 'related_to' }),
    field('owner', 'Owner', 'reference', { references: 'users', relation: 'assigned_to' }),
    field('created_at', 'Created_Time', 'instant', { writable: 'no' }),
  ],
  derived: [byStage('is_closed', /^closed\b/i), byStage('is_won', /^closed[ -]+won\b/i)],
  parents: [{ relation: 'belongs_to', stream: 'accounts', required: false }],
  createExtras: ({ pipeline }) => (pipeline === undefined ? {} : { Pipeline: pipeline }),
};

/** Records do not say whether their stage is a closed one: the names of Zoho's own stages do. */
function byStage(name: string, stages: RegExp): DerivedField {
  return {
    name,
    type: 'boolean',
    value: ({ Stage }) => (typeof Stage === 'string' ? stages.test(Stage.trim()) : undefined),
  };
}

import { field, type ModuleField } from '../record/field.ts';
import type { ModuleDefinition } from '../record/module-definition.ts';

export const notes: ModuleDefinition = {
  stream: 'notes',
  title: 'Notes',
  kind: 'activity',
  module: 'Notes',
  ownKey: 'text',
  fields: [
    field('subject', 'Note_Title', 'text', { form: 'subject' }),
    field('type', 'Note_Title', 'choice', { writable: 'create', form: 'type' }),
    field('body', 'Note_Content', 'rich_text'),
    on('account', 'accounts', 'Accounts'),
    on('deal', 'deals', 'Deals'),
    on('who', 'contacts', 'Contacts'),
    field('owner', 'Owner', 'reference', { references: 'users', relation: 'assigned_to' }),
    field('created_at', 'Created_Time', 'instant', { writable: 'no' }),
  ],
  derived: [
    {
      name: 'occurred_at',
      type: 'instant',
      value: ({ Created_Time }) => (typeof Created_Time === 'string' ? timeOf(Created_Time) : undefined),
    },
  ],
};

/** A note hangs on one record, for good: one lookup of Zoho, three fields of ours. */
function on(name: string, stream: string, module: string): ModuleField {
  return field(name, 'Parent_Id', 'reference', {
    references: stream,
    relation: 'belongs_to',
    module,
    writable: 'create',
  });
}

function timeOf(text: string): string | undefined {
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : `${new Date(time).toISOString().slice(0, 19)}Z`;
}

import { field } from '../record/field.ts';
import type { ModuleDefinition } from '../record/module-definition.ts';

export const calls: ModuleDefinition = {
  stream: 'calls',
  title: 'Calls',
  kind: 'activity',
  module: 'Calls',
  ownKey: 'field',
  fields: [
    field('subject', 'Subject', 'text', { required: true }),
    // Zoho keeps it as plain text; the Markdown of other systems is carried as it is written.
    field('body', 'Description', 'rich_text'),
    field('status', 'Outgoing_Call_Status', 'choice', { writable: 'no' }),
    field('direction', 'Call_Type', 'choice', { required: true, form: 'direction' }),
    field('occurred_at', 'Call_Start_Time', 'instant', { required: true }),
    field('duration_seconds', 'Call_Duration', 'number', { scale: 0, form: 'duration' }),
    field('account', 'What_Id', 'reference', { references: 'accounts', relation: 'belongs_to', module: 'Accounts' }),
    field('deal', 'What_Id', 'reference', { references: 'deals', relation: 'belongs_to', module: 'Deals' }),
    field('who', 'Who_Id', 'reference', { references: 'contacts', relation: 'belongs_to' }),
    field('owner', 'Owner', 'reference', { references: 'users', relation: 'assigned_to' }),
    field('created_at', 'Created_Time', 'instant', { writable: 'no' }),
  ],
  derived: [{ name: 'type', type: 'choice', value: () => 'call' }],
};

import { field, type ObjectField } from '../object/field.ts';
import type { ObjectDefinition } from '../object/object-definition.ts';

export const tasks: ObjectDefinition = {
  stream: 'tasks',
  title: 'Tasks',
  kind: 'activity',
  object: 'Task',
  fields: [
    field('subject', 'Subject', 'text'),
    // Salesforce keeps it as plain text; the Markdown of other systems is carried as it is written.
    field('body', 'Description', 'rich_text'),
    // What it was is told by people in many words (Type, TaskSubtype); ours are in a field of their own.
    field('type', 'Activity_Type__c', 'text'),
    field('direction', 'Direction__c', 'text'),
    field('occurred_at', 'Occurred_At__c', 'instant'),
    field('duration_seconds', 'CallDurationInSeconds', 'number', { scale: 0 }),
    field('status', 'Status', 'choice'),
    field('priority', 'Priority', 'choice'),
    field('due_date', 'ActivityDate', 'date'),
    field('labels', 'Labels__c', 'text_set'),
    field('is_closed', 'IsClosed', 'boolean', { writable: 'no' }),
    related('account', 'accounts', 'Account'),
    related('deal', 'opportunities', 'Opportunity'),
    field('repository', 'Repository__c', 'reference', { references: 'repositories', relation: 'belongs_to' }),
    field('who', 'WhoId', 'reference', {
      references: 'contacts',
      relation: 'belongs_to',
      target: { path: ['Who', 'Type'], object: 'Contact' },
    }),
    field('owner', 'OwnerId', 'reference', {
      references: 'users',
      relation: 'assigned_to',
      target: { path: ['Owner', 'Type'], object: 'User' },
    }),
    field('depends_on', 'Depends_On__c', 'reference_set', { references: 'tasks', relation: 'depends_on' }),
    field('blocks', 'Blocks__c', 'reference_set', { references: 'tasks', relation: 'blocks' }),
    field('related_to', 'Related_To__c', 'reference_set', { references: 'tasks', relation: 'related_to' }),
    field('created_at', 'CreatedDate', 'instant', { writable: 'no' }),
  ],
  archives: true,
};

/** A task hangs on one thing, which may be an account, a deal or something else: one field of Salesforce, two of ours. */
function related(name: string, stream: string, object: string): ObjectField {
  return field(name, 'WhatId', 'reference', {
    references: stream,
    relation: 'belongs_to',
    target: { path: ['What', 'Type'], object },
  });
}

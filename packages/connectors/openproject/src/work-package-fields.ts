import type { StreamField } from '@syncline/connector-sdk';
import { expressSubject, expressText } from './express.ts';

/**
 * What of a work package can be mapped and written. An instance's own fields come beside these by their API names
 * (`customField3`), typed by what its schema says of them.
 */
export const workPackageFields: readonly StreamField[] = [
  { name: 'subject', type: 'text', notifies: 'tags', writable: 'yes', required: true, express: expressSubject },
  { name: 'description', type: 'rich_text', notifies: 'tags', writable: 'yes', express: expressText },
  { name: 'status', type: 'choice', writable: 'yes' },
  { name: 'closed', type: 'boolean', writable: 'no' },
  { name: 'issue_type', type: 'choice', writable: 'yes', required: true },
  { name: 'priority', type: 'choice', writable: 'yes' },
  { name: 'category', type: 'choice', writable: 'yes' },
  { name: 'assignee', type: 'reference', writable: 'yes', references: 'users' },
  { name: 'responsible', type: 'reference', writable: 'yes', references: 'users' },
  { name: 'author', type: 'reference', writable: 'no', references: 'users' },
  { name: 'start_date', type: 'date', writable: 'yes' },
  { name: 'due_date', type: 'date', writable: 'yes' },
  { name: 'version', type: 'reference', writable: 'yes', references: 'versions' },
  { name: 'parent', type: 'reference', writable: 'yes', references: 'work_packages' },
  { name: 'depends_on', type: 'reference_set', writable: 'yes', references: 'work_packages' },
  { name: 'blocks', type: 'reference_set', writable: 'yes', references: 'work_packages' },
  { name: 'related_to', type: 'reference_set', writable: 'yes', references: 'work_packages' },
  { name: 'follows', type: 'reference_set', writable: 'no', references: 'work_packages' },
  { name: 'precedes', type: 'reference_set', writable: 'no', references: 'work_packages' },
  { name: 'estimated_time', type: 'text', writable: 'no' },
  { name: 'percentage_done', type: 'number', writable: 'no' },
  { name: 'created_at', type: 'instant', writable: 'no' },
];

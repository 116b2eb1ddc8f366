import type { StreamField } from '@syncline/connector-sdk';
import { expressName, expressNames, expressText, expressTime } from './express.ts';

/**
 * What of a card can be mapped and written. A board's custom fields come beside these by their ids
 * (`custom_5ab10be237846c43015f108e`).
 */
export const cardFields: readonly StreamField[] = [
  { name: 'name', type: 'text', writable: 'yes', required: true, express: expressName },
  { name: 'description', type: 'rich_text', notifies: true, writable: 'yes', express: expressText },
  // Both of what is elsewhere called a status: the list, and whether it is archived.
  { name: 'status', type: 'choice', writable: 'yes' },
  { name: 'list', type: 'choice', writable: 'yes', required: true },
  // `closed` is archived.
  { name: 'state', type: 'choice', writable: 'yes' },
  { name: 'closed', type: 'boolean', writable: 'no' },
  { name: 'labels', type: 'text_set', writable: 'yes', express: expressNames },
  { name: 'assignees', type: 'reference_set', writable: 'yes', references: 'members' },
  { name: 'related_to', type: 'reference_set', writable: 'yes', references: 'cards' },
  { name: 'due', type: 'instant', writable: 'yes', express: expressTime },
  { name: 'due_complete', type: 'boolean', writable: 'yes' },
  { name: 'start', type: 'instant', writable: 'yes', express: expressTime },
  { name: 'number', type: 'number', writable: 'no' },
  { name: 'is_template', type: 'boolean', writable: 'no' },
  { name: 'created_at', type: 'instant', writable: 'no' },
];

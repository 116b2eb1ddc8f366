import type { StreamField } from '@syncline/connector-sdk';
import type { FieldType } from '@syncline/core';
import { expressLine, expressText } from './express.ts';

/** Fields that GitLab alone sets. */
export function readOnly(type: FieldType, ...names: readonly string[]): StreamField[] {
  return names.map((name) => ({ name, type, writable: 'no' }));
}

/** What issues, epics and other work items have alike. */
export const workFields: readonly StreamField[] = [
  // GitLab tells whom a title names, too.
  { name: 'title', type: 'text', notifies: true, writable: 'yes', required: true, express: expressLine },
  { name: 'description', type: 'rich_text', notifies: true, writable: 'yes', express: expressText },
  { name: 'state', type: 'choice', writable: 'yes' },
  ...readOnly('number', 'number'),
  ...readOnly('instant', 'created_at', 'closed_at'),
];

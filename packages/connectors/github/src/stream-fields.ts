import type { StreamField } from '@syncline/connector-sdk';
import type { FieldType } from '@syncline/core';
import { expressBody, expressNames, expressTitle } from './express.ts';
import { PRIVATE_FILES } from './private-files.ts';

/** Fields that GitHub alone sets. */
export function readOnly(type: FieldType, ...names: readonly string[]): StreamField[] {
  return names.map((name) => ({ name, type, writable: 'no' }));
}

/** What can be written of issues and pull requests alike. */
export const trackerFields: readonly StreamField[] = [
  { name: 'title', type: 'text', writable: 'yes', required: true, express: expressTitle },
  {
    name: 'body',
    type: 'rich_text',
    notifies: true,
    privateFiles: PRIVATE_FILES,
    writable: 'yes',
    express: expressBody,
  },
  { name: 'state', type: 'choice', writable: 'yes' },
  { name: 'labels', type: 'text_set', writable: 'yes', express: expressNames },
  { name: 'assignees', type: 'reference_set', writable: 'yes', references: 'users' },
  { name: 'milestone', type: 'reference', writable: 'yes', references: 'milestones' },
  { name: 'repository', type: 'reference', writable: 'no', references: 'repositories' },
];

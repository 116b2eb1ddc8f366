import type { DescribedField, DescribedFieldType } from '@syncline/connector-sdk';
import type { GitHubClient } from './client.ts';
import { projectFieldKey } from './project-field-values.ts';
import { listProjects } from './project-list.ts';
import { type ProjectField, readProjectFields } from './resolve-project.ts';

const TYPES: Readonly<Record<string, DescribedFieldType>> = {
  text: 'text',
  number: 'number',
  date: 'date',
  single_select: 'select',
  iteration: 'select',
};

/**
 * What the projects that take part add to their items, by the fields' ids; `Status` is a field of the stream itself.
 * Each project has fields of its own: where two projects call theirs the same, the name says whose it is.
 */
export async function describeFields(
  client: GitHubClient,
  stream: string,
  signal: AbortSignal,
): Promise<readonly DescribedField[]> {
  if (stream !== 'project_items') return [];
  const found: { readonly project: string; readonly field: ProjectField }[] = [];
  for (const { scope, number, title: project } of await listProjects(client, signal))
    for (const field of await readProjectFields(client, scope, number, signal))
      if (field.name !== 'Status' || field.type !== 'single_select') found.push({ project, field });
  const isShared = (name: string) => found.filter(({ field }) => field.name === name).length > 1;
  return found
    .sort((a, b) => a.field.id - b.field.id)
    .map(({ project, field: { id, name, type, choices } }) => ({
      key: projectFieldKey(id),
      name: isShared(name) ? `${name} of ${project}` : name,
      type: TYPES[type] ?? 'other',
      ...(choices && { options: choices }),
      writable: true,
    }));
}

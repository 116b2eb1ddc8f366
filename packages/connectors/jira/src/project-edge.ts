import type { NormalisedRecord } from '@syncline/core';
import { asItem, idOf, textOf } from './item.ts';

/** The edge to the project that a component or version names, or that it was read from. */
export function belongsToProject(
  projectId: unknown,
  scope: string,
): Pick<NormalisedRecord, 'references' | 'relations'> {
  const externalId = idOf({ id: projectId }) ?? (/^\d+$/.test(scope) ? scope : null);
  return {
    references: externalId === null ? [] : [{ relation: 'belongs_to', stream: 'projects', externalId }],
    relations: externalId === null ? [] : ['belongs_to'],
  };
}

/** The project shown inside an issue, as a partial record of the projects stream: it says what people call the scope. */
export function embeddedProject(value: unknown): NormalisedRecord | null {
  const project = asItem(value);
  const externalId = idOf(project);
  const [key, name] = [textOf(project?.['key']), textOf(project?.['name'])];
  if (externalId === null || key === null) return null;
  return {
    kind: 'project',
    stream: 'projects',
    externalId,
    locator: key,
    fields: { key, ...(name !== null && { name }) },
    references: [],
    relations: [],
    remoteUpdatedAt: null,
    url: null,
    partial: true,
  };
}

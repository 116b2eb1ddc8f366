import type { NormalisedRecord } from '@syncline/core';
import { idOf } from './item.ts';

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

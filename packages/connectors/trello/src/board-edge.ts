import type { NormalisedRecord } from '@syncline/core';
import { isTrelloId } from './ids.ts';
import { type Item, idIn } from './item.ts';

/** The edge to the board that an object shows, or that it was read from. */
export function boardEdge(item: Item, scope: string): Pick<NormalisedRecord, 'references' | 'relations'> {
  const externalId = idIn(item, 'idBoard') ?? (isTrelloId(scope) ? scope : null);
  if (externalId === null) return { references: [], relations: [] };
  return { references: [{ relation: 'belongs_to', stream: 'boards', externalId }], relations: ['belongs_to'] };
}

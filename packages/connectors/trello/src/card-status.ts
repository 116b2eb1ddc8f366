import type { Json } from '@syncline/core';

/** What a card's status is when it is archived, whatever list it is in. */
export const ARCHIVED = '(archived)';

/** The list that a card is in, unless it is archived. */
export function statusOf(list: Json | undefined, state: Json | undefined): Json | undefined {
  return state === 'closed' ? ARCHIVED : list;
}

import type { Cannot } from '@syncline/connector-sdk';

/** What Trello can't do; docs/connectors/trello.md says it in the same words. */
export const cannot: Cannot = {
  conditional_update:
    'Trello takes every write whatever it replaces: Syncline reads and compares just before it writes, and an edit made in the moment between is overwritten in the fields that are written, and only there.',
  milestones:
    'Trello has no milestones or versions: those of other sides are not shown at Trello, unless a custom field or a label is mapped to them.',
  redelivery:
    'A delivery that failed can not be asked for again: Trello tries three times within minutes, and what it would have told is found by the next poll.',
  hear_deletes:
    'A delete is not believed on the word of a webhook: the card is read again at once, and counts as deleted when it answers 404 while its board answers.',
};

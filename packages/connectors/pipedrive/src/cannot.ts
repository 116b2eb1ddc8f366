import type { Cannot } from '@syncline/connector-sdk';

/** What Pipedrive can't do; docs/connectors/pipedrive.md says it in the same words. */
export const cannot: Cannot = {
  conditional_update:
    'Pipedrive takes every write whatever it replaces: Syncline reads and compares just before it writes, and an edit made in the moment between is overwritten in the fields that are written, and only there.',
  read_comments: 'Comments under notes are not read: what people discuss there stays at Pipedrive.',
  write_comments:
    'Comments of other sides are not written to Pipedrive: map what must be seen there to a note or a text field.',
  remove_comments: 'With no comments carried, deleting one elsewhere changes nothing at Pipedrive.',
  redelivery:
    'A delivery that failed can not be asked for again: Pipedrive tries three times within three minutes, a webhook that failed ten times is silent for half an hour, and what it would have told is found by the next poll.',
};

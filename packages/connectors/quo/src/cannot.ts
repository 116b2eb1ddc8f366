import type { Cannot } from '@syncline/connector-sdk';

/** What Quo can't do; docs/connectors/quo.md says it in the same words. */
export const cannot: Cannot = {
  fan_out:
    'Contacts are listed page after page, fifty at a time: a first read of 10,000 contacts is 200 calls, one after the other.',
  incremental:
    'Contacts can not be asked for by when they changed: without a webhook an edit is found when all contacts are listed again.',
  conditional_update:
    'Quo takes every write whatever it replaces: an edit made in the moment between reading and writing is overwritten in the fields that are written.',
  activities:
    'Calls and texts are read and never made: what people log in a CRM by hand is not shown at Quo, and no text is sent for it.',
  read_comments: 'Notes on contacts and comments in conversations are not read: what people write there stays at Quo.',
  write_comments: 'Comments of other sides are not written to Quo: people who work there do not see them.',
  remove_comments: 'With no comments carried, deleting one elsewhere changes nothing at Quo.',
  register_webhooks:
    'Quo makes the secret of a webhook itself and shows it once, to whoever makes the webhook: until that is done and the secret entered, changes are found by polling alone.',
  redelivery:
    'A delivery is not asked for again by Syncline: Quo tries eight times within 28 hours by itself, and after a longer outage the poll closes the gap.',
};

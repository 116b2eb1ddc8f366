import type { Cannot } from '@syncline/connector-sdk';

/** What Zoho can't do; docs/connectors/zoho.md says it in the same words. */
export const cannot: Cannot = {
  conditional_update:
    'Zoho promises no condition for updates: each record is read and compared just before, and an edit of the same field within that moment is written over.',
  read_comments:
    'Comments in feeds are not read: what people discuss beside a record stays at Zoho, unless it is a note.',
  write_comments:
    'Comments of other sides are not written to Zoho: have them logged as notes where they must be seen there.',
  remove_comments: 'With no comments carried, deleting one elsewhere changes nothing at Zoho.',
  redelivery:
    'Zoho sends no notification again: what was missed is found by the next poll, and a delete that was missed by the audit.',
};

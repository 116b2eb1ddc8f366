import type { Cannot } from '@syncline/connector-sdk';

/** What HubSpot can't do; docs/connectors/hubspot.md says it in the same words. */
export const cannot: Cannot = {
  conditional_update:
    'HubSpot takes no condition with a write: a record is read and compared just before, and an edit between that read and the write is overwritten in the fields that are written.',
  read_comments:
    'Comments that people leave on records and activities are not read: the CRM API has no call for them, and what is discussed there stays at HubSpot.',
  write_comments:
    'Comments of other sides are not written as comments: map what must be seen at HubSpot to a note, or to a property.',
  remove_comments: 'With no comments carried, deleting one elsewhere changes nothing at HubSpot.',
  redelivery:
    'Deliveries are not sent again on demand: HubSpot tries ten more times within a day. After a longer outage the journal closes the gap where the connection reads it; without it the poll does, except for deletes and associations, which the audit finds.',
};

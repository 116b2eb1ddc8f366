import type { Cannot } from '@syncline/connector-sdk';

/** What Salesforce can't do; docs/connectors/salesforce.md says it in the same words. */
export const cannot: Cannot = {
  read_comments: 'Chatter posts and notes are not read: what people discuss on a deal or task stays at Salesforce.',
  write_comments: 'Comments of other sides are not written to Salesforce: map what must be seen there to a text field.',
  remove_comments: 'With no comments carried, deleting one elsewhere changes nothing at Salesforce.',
  register_webhooks:
    'Callouts are deployed by an administrator, as triggers of the organisation: until then changes are found by polling alone.',
  redelivery:
    'Callouts are not sent again on demand: Apex tries five more times within half an hour, and after a longer outage the poll closes the gap.',
};

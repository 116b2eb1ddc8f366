import type { Cannot } from '@syncline/connector-sdk';

/** What a connection through Composio can't do; docs/connectors/composio.md says it in the same words. */
export const cannot: Cannot = {
  activities:
    'Activities are not carried through Composio: calls, texts and tasks reach the CRM by its own connector alone.',
  read_comments: 'Comments and notes are not read through Composio: what people discuss on a deal stays at the CRM.',
  write_comments: 'Comments of other sides are not written through Composio: map what must be seen to a text field.',
  remove_comments: 'With no comments carried, deleting one elsewhere changes nothing at the CRM.',
  register_webhooks:
    'Triggers and the webhook are set up at Composio by hand, once for a project: until then changes are found by polling alone.',
  redelivery: 'A delivery that failed is not asked for again: what it would have told is found by the next poll.',
  hear_deletes:
    'Triggers tell of no deletes: a record that is deleted is found by the poll, in the bin of the CRM, or when it is read again.',
};

import type { Cannot } from '@syncline/connector-sdk';

/** What OpenProject can't do; docs/connectors/openproject.md says it in the same words. */
export const cannot: Cannot = {
  archive:
    'Work packages are not archived by OpenProject, only projects are: one that is archived elsewhere can only be closed here.',
  labels:
    'Work packages have no labels: those of other sides are not shown at OpenProject, unless a custom field is mapped to them.',
  remove_comments: 'The API has no call that deletes a comment: one that is deleted elsewhere stays at OpenProject.',
  register_webhooks:
    'The API has no calls for webhooks: until an administrator has made one, changes are found by polling alone.',
  redelivery: 'A delivery that failed can not be asked for again: what it would have told is found by the next poll.',
  hear_deletes:
    'Deletes are told by no webhook: a deleted work package or comment stays in the graph until it is read again.',
};

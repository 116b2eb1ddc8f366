import type { Cannot } from '@syncline/connector-sdk';

/** What the stub can't do; docs/connectors/stub.md says it in the same words. */
export const cannot: Cannot = {
  read_comments: 'The stub holds no comments: what is said on records of other sides has no twin in it.',
  write_comments: 'Comments of other sides are not written to the stub, so that this path can not be tried with it.',
  remove_comments: 'With no comments carried, deleting one elsewhere changes nothing in the stub.',
  webhooks: 'The stub sends nothing over a network: its changes are found by polls alone.',
  register_webhooks: 'With no webhooks there are none to set up, so that this path can not be tried with the stub.',
  redelivery: 'With no webhooks nothing is delivered again: after an outage the poll closes the gap.',
  hear_deletes: 'Deletes in the stub are not told: they are found when the record is next read.',
};

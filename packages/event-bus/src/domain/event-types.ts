import { families } from './families.ts';

/** Every type that is published, but for `sync.<vendor>` and `custom.<name>.…`, and what it says. */
export const eventTypes: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.values(families).flatMap((family) => [
      [`${family}.created`, 'It entered the hub'],
      [`${family}.updated`, 'Its fields or its edges changed, or it came back'],
      [`${family}.deleted`, 'It became a tombstone'],
    ]),
  ),
  'items.moved': 'Its state, or what it lies in, changed',
  'items.assigned': 'Who is responsible for it changed',
  'items.completed': 'It was not done before and is now',
  'sync.conflict': 'Two sides disagree, and a person is to decide',
  'process.state_changed': 'A backfill, a poll or another run went from one state to another',
  'reconciliation.opened': 'Something was given up and waits for an operator',
  'reconciliation.closed': 'What waited for an operator was settled or is to be ignored',
  'proposal.opened': 'Something waits for an approval before it is done',
  'proposal.changed': 'What waits for an approval became something else: what was decided about it does not count',
  'proposal.decided': 'Somebody approved or rejected what waits',
  'proposal.state_changed': 'What waited was approved, rejected, done, given up, superseded, or waited for too long',
  'connection.needs_reauth': 'The vendor refuses the credentials of a connection',
  'connection.misconfigured': 'This version can not use a connection as it is set up',
  'connection.unreachable': 'The vendor of a connection keeps failing and is left alone for a while',
  'connection.reachable': 'The vendor of a connection serves again',
  'connection.schema_drift': 'A field of an account is gone or holds another kind of value',
  'connection.schema_settled': 'A field that was paused is as the field map relies on again',
  'insight.opened': 'A rule has found something about an entity',
  'insight.reopened': 'What was closed or dismissed is found again, or by other evidence',
  'insight.closed': 'What a rule had found holds no longer',
  'insight.dismissed': 'Somebody said that nothing is to be done about a finding',
  'alert.fired': 'A rule has held for as long as it must: somebody is told',
  'alert.resolved': 'What an alert was about holds no longer',
};

/** Every event that leaves the engine, and what it means. Names are stable: consumers filter on them. */
export const eventNames = {
  'process.state_changed': 'A sync process went from one state to another',
  'entity.created': 'An entity entered the graph',
  'entity.updated': 'Fields of an entity changed',
  'entity.deleted': 'An entity became a tombstone',
  'reconciliation.opened': 'Something was given up and waits for an operator',
  'reconciliation.closed': 'A reconciliation item was settled, or is to be ignored',
  'sync.conflict': 'Two sides disagree about a field, and a person is to decide',
  'writeback.ended': 'A write to a remote was carried out, given up or cancelled',
  'connection.needs_reauth': 'The vendor refuses the credentials of a connection; its work waits',
  'connection.misconfigured': 'This version can not use a connection as it is set up; its work waits',
  'connection.schema_drift': 'A field of an account is gone or holds another kind of value; it is paused, alone',
  'connection.schema_settled': 'A field that was paused is as the field map relies on again',
  'connection.unreachable':
    'The vendor of a connection keeps failing; it is left alone for a while, and its work waits',
  'connection.reachable': 'The vendor of a connection serves again',
  'alert.fired': 'A rule has held for as long as it must: somebody is told',
  'alert.resolved': 'What an alert was about holds no longer',
  'connection.health_changed': 'A connection became healthy or stopped being so',
} as const satisfies Record<string, string>;

export type EventName = keyof typeof eventNames;

/** The live events that make something on a page stale. EventSource hands out only what somebody listens to by name. */
export const eventTypes = [
  'process.state_changed',
  'reconciliation.opened',
  'reconciliation.closed',
  'sync.conflict',
  'writeback.ended',
  'connection.health_changed',
  'connection.needs_reauth',
  'connection.misconfigured',
  'connection.unreachable',
  'connection.reachable',
  'connection.schema_drift',
  'connection.schema_settled',
  'alert.fired',
  'alert.resolved',
];

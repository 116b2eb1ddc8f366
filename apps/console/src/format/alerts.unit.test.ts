import { expect, it } from 'vitest';
import { placeOf, runbookName, webAddress } from './alerts.ts';

it('leads from an alert to where something can be done about it', () => {
  expect(placeOf({ signal: 'open_conflicts', connectionId: 3 }).href).toBe('/reconciliation?connection=3');
  expect(placeOf({ signal: 'open_conflicts', connectionId: null }).href).toBe('/reconciliation');
  expect(placeOf({ signal: 'failed_writebacks', connectionId: 3 }).href).toBe('/timeline?success=false&connection=3');
  expect(placeOf({ signal: 'needs_reauth', connectionId: 3 }).href).toBe('/connections/3');
  expect(placeOf({ signal: 'sync_lag_p95', connectionId: null }).href).toBe('/connections');
});

it('knows the runbooks that come along, wherever they are linked, and no others', () => {
  expect(runbookName('docs/runbooks/state-stale.md')).toBe('state-stale');
  expect(runbookName('https://docs.example/v1/runbooks/state-stale.md')).toBe('state-stale');
  expect(runbookName('https://wiki.example/on-call')).toBeNull();
  expect(webAddress('docs/runbooks/state-stale.md')).toBeNull();
  expect(webAddress('javascript:alert(1)')).toBeNull();
  expect(webAddress('https://wiki.example/on-call')).toBe('https://wiki.example/on-call');
});

import { expect, it } from 'vitest';
import { type HealthFacts, healthWord } from './connection-health.ts';

const fine: HealthFacts = { health: 'ok', running: 0, paused: 0, state: 'idle', ageMs: 10_000 };
const period = 60_000;

it.each<[string, Partial<HealthFacts>, string]>([
  ['its checkpoint is younger than a period', {}, 'on time'],
  ['its last run failed within the period', { state: 'error' }, 'on track'],
  ['it is older than one period', { ageMs: 90_000 }, 'delayed'],
  ['it is older than two', { ageMs: 200_000 }, 'error'],
  ['the credentials are refused, whatever else', { health: 'needs_reauth', running: 1 }, 'action required'],
  ['its settings can not be read', { health: 'misconfigured' }, 'action required'],
  ['a process runs', { running: 1, ageMs: 500_000 }, 'in progress'],
  ['its process is paused', { paused: 1 }, 'paused'],
  ['it was never read whole', { ageMs: null }, 'pending'],
  ['its first run failed', { ageMs: null, state: 'error' }, 'error'],
])('when %s', (_when, facts, word) => {
  expect(healthWord({ ...fine, ...facts }, period)).toBe(word);
});

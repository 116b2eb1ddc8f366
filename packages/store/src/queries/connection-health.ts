import type { ConnectionHealth, StreamSyncState } from '../schema/index.ts';

/** How a connection or stream is, in the words that users know from Airbyte. */
export type HealthWord =
  | 'on time'
  | 'on track'
  | 'delayed'
  | 'error'
  | 'action required'
  | 'in progress'
  | 'paused'
  | 'pending';

export interface HealthFacts {
  readonly health: ConnectionHealth;
  /** Open processes that are not paused, and those that are. */
  readonly running: number;
  readonly paused: number;
  /** Its vendor fails, and it is left alone until one call has been served. */
  readonly isFailing?: boolean;
  /** `error` when the last run of any part ended so. */
  readonly state: StreamSyncState;
  /** Age of the oldest checkpoint in ms; null while a part has none. */
  readonly ageMs: number | null;
}

/**
 * A poll becomes due after one period, waits for the scheduler's next look and then takes its time: without
 * some grace every healthy connection would be called delayed once a period.
 */
const GRACE = 1.25;

/** `periodMs` is how often a stream is polled. */
export function healthWord(facts: HealthFacts, periodMs: number): HealthWord {
  if (facts.health === 'paused') return 'paused';
  if (facts.health !== 'ok') return 'action required';
  if (facts.isFailing) return 'error';
  if (facts.running > 0) return 'in progress';
  if (facts.paused > 0) return 'paused';
  if (facts.ageMs === null) return facts.state === 'error' ? 'error' : 'pending';
  if (facts.ageMs > 2 * periodMs * GRACE) return 'error';
  if (facts.ageMs > periodMs * GRACE) return 'delayed';
  return facts.state === 'error' ? 'on track' : 'on time';
}

export interface ManualClock {
  now(): Date;
  advance(ms: number): void;
  set(time: Date): void;
}

/** A clock that stands still until it is told to move. */
export function createManualClock(start = new Date('2026-01-01T00:00:00Z')): ManualClock {
  let current = start.getTime();
  return {
    now: () => new Date(current),
    advance(ms) {
      current += ms;
    },
    set(time) {
      current = time.getTime();
    },
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import { Dice } from './dice.ts';

export interface EditRun {
  readonly ratePerSecond: number;
  readonly signal: AbortSignal;
  /** Default 1. */
  readonly seed?: number;
}

/** Edits as people make them all day, at a steady rate, until the signal is aborted. @returns how many */
export async function editAtRate(
  { ratePerSecond, signal, seed = 1 }: EditRun,
  edit: (dice: Dice, made: number) => void,
): Promise<number> {
  const dice = new Dice(seed);
  const startedAt = performance.now();
  let made = 0;
  while (!signal.aborted) {
    edit(dice, made);
    made += 1;
    // Against the start, not the edit before: the rate holds however long an edit takes.
    const waitMs = startedAt + (made / ratePerSecond) * 1_000 - performance.now();
    if (waitMs > 0) await sleep(waitMs, undefined, { signal }).catch(() => undefined);
    else await sleep(0);
  }
  return made;
}

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Has V8 clear the old generation when it has grown by four fifths, not fourfold: it saves a worker 30 to 60 MB, for
 * nothing that could be measured (by a quarter costs 40 % more time). Must run before the work begins. The young
 * generation is bounded by NODE_OPTIONS, which the image sets: at run time it can't be.
 */
export function keepMemorySmall(): void {
  setFlagsFromString('--heap-growing-percent=80');
}

/**
 * Gives back what loading the program took. By then the young generation has grown to its full size, and when the old
 * one is looked at next was set by what V8 does of itself: a merger came to 430 MB before. Only a collection of last
 * resort shrinks both (50 ms). Runs once everything is loaded.
 */
export function releaseLoadingMemory(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (options: CollectOptions) => void;
  setFlagsFromString('--no-expose-gc');
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}

interface CollectOptions {
  readonly type: 'major';
  readonly execution: 'sync';
  readonly flavor: 'last-resort';
}

import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8 from growing its young generation (to 64 MB by default): pages come in pieces of half a megabyte, which
 * fill it with garbage that nobody clears away while there is room. It saves a worker 60 to 90 MB and costs no time
 * that could be measured. Must run before the work begins.
 */
export function keepMemorySmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

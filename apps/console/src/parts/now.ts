import { useSyncExternalStore } from 'react';

let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const watchers = new Set<() => void>();

function watch(watcher: () => void): () => void {
  // Nobody has looked for a while: the clock has stood since.
  if (watchers.size === 0) now = Date.now();
  watchers.add(watcher);
  // Nobody looked at the time for a while: it went on all the same.
  if (timer === undefined) now = Date.now();
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of watchers) each();
  }, 1_000);
  return () => {
    watchers.delete(watcher);
    if (watchers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The time, to the second; whoever uses it is drawn anew each second. One timer for all. */
export function useNow(): number {
  return useSyncExternalStore(watch, () => now);
}

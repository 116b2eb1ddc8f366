import { expect, it } from 'vitest';
import { SearchPace } from './search-pace.ts';

const signal = new AbortController().signal;

/** A clock that stands until it is moved, and how long each caller was made to wait. */
function paceAt(startMs: number) {
  const clock = { ms: startMs, waits: [] as number[] };
  const pace = new SearchPace({
    now: () => clock.ms,
    wait: async (ms, stop) => {
      stop.throwIfAborted();
      clock.waits.push(ms);
    },
  });
  return { clock, pace };
}

it('lets as many searches of an account start at once as a second holds, and the others one by one after them', async () => {
  const { clock, pace } = paceAt(5_000);
  for (let at = 0; at < 7; at++) await pace.turn('a', 4, signal);
  expect(clock.waits).toEqual([250, 500, 750]);
  clock.ms += 750;
  await pace.turn('a', 4, signal);
  expect(clock.waits.at(-1)).toBe(250);
  clock.ms += 60_000;
  for (let at = 0; at < 5; at++) await pace.turn('a', 4, signal);
  expect(clock.waits).toHaveLength(5);
});

it('keeps accounts apart, and ends with its caller', async () => {
  const { clock, pace } = paceAt(5_000);
  for (let at = 0; at < 4; at++) await pace.turn('a', 4, signal);
  await pace.turn('b', 4, signal);
  expect(clock.waits).toEqual([]);
  const reason = new Error('given up');
  await expect(pace.turn('a', 4, AbortSignal.abort(reason))).rejects.toBe(reason);
});

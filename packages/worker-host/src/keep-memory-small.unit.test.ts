import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

/** In a process of its own: the flags hold for all of it. */
const LOADED_AND_WORKING = `
  import { getHeapSpaceStatistics } from 'node:v8';
  import { keepMemorySmall, releaseLoadingMemory } from '${new URL('./keep-memory-small.ts', import.meta.url).href}';
  const youngMb = () => getHeapSpaceStatistics().find((each) => each.space_name === 'new_space').space_size / 1e6;
  const fill = () => { const kept = []; for (let i = 0; i < 2e6; i++) kept[i % 50_000] = { number: i, text: String(i) }; };
  fill();
  const loaded = youngMb();
  keepMemorySmall();
  releaseLoadingMemory();
  const released = youngMb();
  fill();
  process.stdout.write(JSON.stringify({ loaded, released, working: youngMb() }));`;

it('the young generation is small after the start, and stays so', () => {
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', LOADED_AND_WORKING], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const { loaded, released, working } = JSON.parse(output) as Record<string, number>;
  expect(loaded).toBeGreaterThan(8);
  expect(released).toBeLessThan(4);
  expect(working).toBeLessThan(8);
});

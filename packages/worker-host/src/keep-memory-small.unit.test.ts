import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

/** In a process of its own: what it sets holds for all of one. */
const LOADED = `
  import { getHeapSpaceStatistics } from 'node:v8';
  const { keepMemorySmall, releaseLoadingMemory } = await import(process.argv[1]);
  const youngMb = () => getHeapSpaceStatistics().find((each) => each.space_name === 'new_space').space_size / 1e6;
  const kept = [];
  for (let i = 0; i < 2e6; i++) kept[i % 50_000] = { number: i, text: String(i) };
  const loaded = youngMb();
  keepMemorySmall();
  releaseLoadingMemory();
  process.stdout.write(JSON.stringify({ loaded, released: youngMb(), isExposed: typeof gc !== 'undefined' }));`;

it('gives back the young generation that loading has grown', () => {
  const output = execFileSync(
    process.execPath,
    ['--input-type=module', '--eval', LOADED, new URL('./keep-memory-small.ts', import.meta.url).href],
    {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
    },
  );
  const { loaded, released, isExposed } = JSON.parse(output) as Record<string, unknown>;
  expect(loaded).toBeGreaterThan(8);
  expect(released).toBeLessThan(4);
  expect(isExposed).toBe(false);
});

import { expect, it } from 'vitest';
import { bulksOf, MAX_BYTES } from './bulks-of.ts';
import type { CachePair } from './state-cache.ts';

function pair(key: string, text: string): CachePair {
  return { key, text, version: { version: 1, sha256: '0', written_at: '2026-01-01T00:00:00.000Z' } };
}

it('cuts a bulk at 10,000 pairs, in their order', () => {
  const pairs = Array.from({ length: 20_001 }, (_, index) => pair(`k${index}`, '{}'));
  const bulks = [...bulksOf(pairs, 'p/')];
  expect(bulks.map((bulk) => bulk.length)).toEqual([10_000, 10_000, 1]);
  expect(bulks.flat().map(({ key }) => key)).toEqual(pairs.map(({ key }) => `p/${key}`));
});

it('cuts a bulk before it is too long', () => {
  const long = 'x'.repeat(24 * 1024 * 1024);
  const bulks = [
    ...bulksOf(
      Array.from({ length: 5 }, (_, index) => pair(`k${index}`, long)),
      '',
    ),
  ];
  expect(bulks.map((bulk) => bulk.length)).toEqual([3, 2]);
  for (const bulk of bulks) expect(bulk.length * long.length).toBeLessThan(MAX_BYTES);
});

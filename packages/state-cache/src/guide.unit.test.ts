import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sampleState, shownText } from './testing/sample-state.ts';

const guide = readFileSync(new URL('../../../docs/guides/state-cache.md', import.meta.url), 'utf8');

it('shows in the guide every kind of value exactly as it is written', () => {
  const shown = [...guide.matchAll(/^#### `(.+)`\n\n```json\n([\s\S]+?)\n```$/gm)].map(([, key, text]) => [key, text]);
  expect(shown).toEqual(sampleState().map((each) => [each.key, shownText(each)]));
});

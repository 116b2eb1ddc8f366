import { expect, it } from 'vitest';
import { blocksOf } from '../src/format/markdown.ts';
import { readRunbooks } from './build-console.ts';

it('leaves no mark of Markdown in the text of any runbook', () => {
  const runbooks = Object.entries(readRunbooks());
  expect(runbooks.length).toBeGreaterThan(9);
  for (const [name, markdown] of runbooks)
    for (const block of blocksOf(markdown)) {
      const lines =
        block.is === 'list'
          ? block.items
          : block.is === 'table'
            ? block.rows.flat()
            : block.is === 'code'
              ? []
              : [block.text];
      for (const spans of lines)
        for (const span of spans) if (span.is === 'text') expect(span.text, name).not.toMatch(/\*\*|`|^#|\]\(/);
    }
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { someMarkdown } from '../testing/some-markdown.ts';
import { canonicalMarkdown } from './canonical-markdown.ts';

describe.each(['gfm', 'adf', 'html'] as const)('what a remote of %s shows', (dialect) => {
  it('shows the same when it is sent again, whatever the text', () => {
    fc.assert(
      fc.property(someMarkdown, (markdown) => {
        const shown = canonicalMarkdown(markdown, dialect);
        expect(canonicalMarkdown(shown, dialect)).toBe(shown);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a text on its way round', () => {
  it('comes to rest: turns through every remote neither grow it nor keep changing it', () => {
    fc.assert(
      fc.property(someMarkdown, (markdown) => {
        const turn = (text: string): string => canonicalMarkdown(canonicalMarkdown(text, 'adf'), 'html');
        const second = turn(turn(markdown));
        expect(turn(second)).toBe(second);
      }),
      { numRuns: 500 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLosses } from '../loss.ts';
import { someMarkdown } from '../testing/some-markdown.ts';
import { tameMarkdown } from './tame-markdown.ts';

function tamed(markdown: string): { text: string; kinds: string[] } {
  const losses = createLosses();
  return { text: tameMarkdown(markdown, losses), kinds: losses.list().map(({ kind }) => kind) };
}

describe('taming', () => {
  it('leaves what people write as it is', () => {
    fc.assert(
      fc.property(someMarkdown, (markdown) => {
        expect(tamed(markdown)).toEqual({ text: markdown, kinds: [] });
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the first levels of a line that nests too deep, and says so', () => {
    const { text, kinds } = tamed(`${'>'.repeat(30)}a`);
    expect(text).toBe(`${'>'.repeat(16)}\\${'>'.repeat(14)}a`);
    expect(kinds).toEqual(['depth']);
  });

  it('escapes only the stretch that would cost too much, and says so', () => {
    const wild = '[a'.repeat(20_000);
    const { text, kinds } = tamed(`*mild* [a](b)\n\n${wild}\n\n\`\`\`\n${wild}\n\`\`\``);
    expect(text).toBe(`*mild* [a](b)\n\n${wild.replaceAll('[', '\\[')}\n\n\`\`\`\n${wild}\n\`\`\``);
    expect(kinds).toEqual(['size']);
  });
});

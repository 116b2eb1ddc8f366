import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { someMarkdown } from '../testing/some-markdown.ts';
import { canonicalMarkdown, sameMeaning } from './canonical-markdown.ts';
import { keepWording } from './keep-wording.ts';

const dialects = ['adf', 'html'] as const;

/** Markdown as people write it, all of it worded otherwise than we would. */
const original = `Title
=====

* one
* two

Some __bold__ *words*
over lines with [a link][1].

<!-- Please fill in -->

1) first

~~~js
x
~~~

[1]: https://e.test/long`;

describe.each(dialects)('a text that comes back from %s', (dialect) => {
  it('has its own words when its meaning is the same, whatever the text', () => {
    fc.assert(
      fc.property(someMarkdown, (markdown) => {
        expect(keepWording(markdown, canonicalMarkdown(markdown, dialect), dialect)).toBe(markdown);
      }),
      { numRuns: 300 },
    );
  });

  it('means what the remote means, whatever was edited there', () => {
    fc.assert(
      fc.property(someMarkdown, someMarkdown, (markdown, edit) => {
        const edited = canonicalMarkdown(edit, dialect);
        expect(sameMeaning(keepWording(markdown, edited, dialect), edited, dialect)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('carries an edit of one block and leaves the words of the others', () => {
    const edited = canonicalMarkdown(original, dialect).replace('two', 'three');
    expect(keepWording(original, edited, dialect)).toBe(original.replace('* one\n* two', '- one\n- three'));
  });

  it('carries a block that was added, and one that went', () => {
    const shown = canonicalMarkdown(original, dialect);
    expect(keepWording(original, `${shown}\n\nAt last.`, dialect)).toBe(
      original
        .replace('\n\n[1]', '\n\nAt last.\n\n[1]')
        .replace('\n\nAt last.\n\n[1]: https://e.test/long', '\n\n[1]: https://e.test/long\n\nAt last.'),
    );
    expect(keepWording(original, shown.replace('1. first\n\n', ''), dialect)).toBe(
      original.replace('1) first\n\n', ''),
    );
  });

  it('keeps comments and link definitions, which only the original shows', () => {
    const edited = canonicalMarkdown(original, dialect).replace('Title', 'Name');
    const kept = keepWording(original, edited, dialect);
    expect(kept).toContain('<!-- Please fill in -->');
    expect(kept).toContain('[a link][1]');
    expect(kept).toContain('[1]: https://e.test/long');
  });

  it('is empty when it was emptied, unless nothing was ever shown of it', () => {
    expect(keepWording('a', '', dialect)).toBe('');
    expect(keepWording('<!-- only a note -->', '', dialect)).toBe('<!-- only a note -->');
  });

  it('comes to rest: carrying an edit to and fro changes nothing more', () => {
    fc.assert(
      fc.property(someMarkdown, someMarkdown, (markdown, edit) => {
        const kept = keepWording(markdown, canonicalMarkdown(edit, dialect), dialect);
        expect(keepWording(kept, canonicalMarkdown(kept, dialect), dialect)).toBe(kept);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a remote of Markdown', () => {
  it('says what it says', () => {
    expect(keepWording('* a', '- a', 'gfm')).toBe('- a');
    expect(canonicalMarkdown('* a', 'gfm')).toBe('* a');
  });
});

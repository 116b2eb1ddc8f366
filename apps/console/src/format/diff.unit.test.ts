import fc from 'fast-check';
import { expect, it } from 'vitest';
import { diffWords } from './diff.ts';

it('marks the words that were put in and taken out', () => {
  expect(diffWords('the invoice run is slow', 'the run is very slow')).toEqual([
    { in: 'both', text: 'the ' },
    { in: 'first', text: 'invoice ' },
    { in: 'both', text: 'run is ' },
    { in: 'second', text: 'very ' },
    { in: 'both', text: 'slow' },
  ]);
});

it('gives both texts back, whatever they are', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', ' ', '\n', 'long word'), { maxLength: 30 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, text, (first, second) => {
      const stretches = diffWords(first, second);
      const without = (side: 'first' | 'second') =>
        stretches
          .filter((each) => each.in !== side)
          .map((each) => each.text)
          .join('');
      expect([without('second'), without('first')]).toEqual([first, second]);
    }),
  );
});

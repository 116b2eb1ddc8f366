import { expect, it } from 'vitest';
import { blocksOf, spansOf } from './markdown.ts';

it('knows code, emphasis and links within a line, and nothing within code', () => {
  expect(spansOf('see `a **b**` and [the page](x.md), **now**')).toEqual([
    { is: 'text', text: 'see ' },
    { is: 'code', text: 'a **b**' },
    { is: 'text', text: ' and ' },
    { is: 'link', text: 'the page', href: 'x.md' },
    { is: 'text', text: ', ' },
    { is: 'strong', text: 'now' },
  ]);
});

it('takes blocks apart, also where no empty line is between them', () => {
  const text = (of: string) => [{ is: 'text', text: of }];
  expect(blocksOf('# A\nb\nc\n- d\n- e\n\n1. f\n```sh\n# g\n```\n| h | i |\n|---|---|\n| j | k |\n')).toEqual([
    { is: 'heading', level: 1, text: text('A') },
    { is: 'paragraph', text: text('b c') },
    { is: 'list', ordered: false, items: [text('d'), text('e')] },
    { is: 'list', ordered: true, items: [text('f')] },
    { is: 'code', text: '# g' },
    {
      is: 'table',
      rows: [
        [text('h'), text('i')],
        [text('j'), text('k')],
      ],
    },
  ]);
});

it('ends for whatever it is given', () => {
  for (const odd of ['```', '|', '- ', '#', '1.', '`', '[](', '\n\n']) expect(() => blocksOf(odd), odd).not.toThrow();
});

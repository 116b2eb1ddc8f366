import { describe, expect, it } from 'vitest';
import { doc, paragraph, text } from '../testing/adf-builders.ts';
import type { AdfNode } from './adf-node.ts';
import { adfToMarkdown, markdownToAdf } from './convert-adf.ts';

describe('where Jira accepts less than Markdown', () => {
  it.each<[string, string, AdfNode[], string[]]>([
    [
      'a heading in a list is a bold line',
      '- # a',
      [{ type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(text('a', 'strong'))] }] }],
      ['heading'],
    ],
    [
      'a table in a list is code',
      '- a\n\n  | b |\n  | - |',
      [
        {
          type: 'bulletList',
          content: [
            {
              type: 'listItem',
              content: [paragraph('a'), { type: 'codeBlock', attrs: {}, content: [text('| b |\n| - |')] }],
            },
          ],
        },
      ],
      ['table'],
    ],
    [
      'a quote in a quote is one',
      '> a\n>\n> > b',
      [{ type: 'blockquote', content: [paragraph('a'), paragraph('b')] }],
      ['quote'],
    ],
    [
      'boxes that hold more than a line are signs',
      '- [ ] a\n\n  ```\n  b\n  ```',
      [
        {
          type: 'bulletList',
          content: [
            {
              type: 'listItem',
              content: [paragraph(text('☐ '), text('a')), { type: 'codeBlock', attrs: {}, content: [text('b')] }],
            },
          ],
        },
      ],
      ['task'],
    ],
    ['a footnote is text', 'a[^1]\n\n[^1]: b', [paragraph('a[^1]'), paragraph('[^1]: b')], ['footnote']],
    ['code has no other mark', '**`a`**', [paragraph(text('a', 'code'))], ['mark']],
    [
      'columns have no alignment',
      '| a |\n| -: |',
      [
        {
          type: 'table',
          attrs: { isNumberColumnEnabled: false, layout: 'default' },
          content: [{ type: 'tableRow', content: [{ type: 'tableHeader', attrs: {}, content: [paragraph('a')] }] }],
        },
      ],
      ['alignment'],
    ],
    [
      'a picture between words is a link',
      'see ![p](https://i.test/p.png) here',
      [
        paragraph(
          'see ',
          { type: 'text', text: 'p', marks: [{ type: 'link', attrs: { href: 'https://i.test/p.png' } }] },
          ' here',
        ),
      ],
      ['image'],
    ],
    ['a comment is for those who read the source', 'a\n\n<!-- note -->', [paragraph('a')], ['comment']],
  ])('%s, and says so', (_, markdown, content, kinds) => {
    const { value, losses } = markdownToAdf(markdown);
    expect(value.content).toEqual(content);
    expect(losses.map(({ kind }) => kind)).toEqual(kinds);
  });

  it('counts what was lost of a kind, shows the first of it and says where it stood', () => {
    expect(markdownToAdf('a\n\n<!-- first -->\n\n- b\n  <!-- second -->').losses).toEqual([
      { kind: 'comment', count: 2, excerpt: '<!-- first -->', where: 'line 3' },
    ]);
    const ann = { type: 'mention', attrs: { id: '1', text: '@Ann' } };
    expect(adfToMarkdown(doc(paragraph('a'), paragraph(ann, ' and ', ann))).losses).toEqual([
      { kind: 'mention', count: 2, excerpt: '@Ann', where: 'block 2' },
    ]);
  });

  it('says which hidden node an edit of its words ended', () => {
    const status = { type: 'status', attrs: { text: 'OPEN' } };
    const markdown = adfToMarkdown(doc(paragraph('a'), paragraph('It is ', status))).value;
    expect(markdownToAdf(markdown.replace('OPEN<', 'SHUT<')).losses).toEqual([
      { kind: 'hidden_node', count: 1, excerpt: 'status', where: 'line 3' },
    ]);
  });
});

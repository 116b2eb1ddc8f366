import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { someAdf } from '../testing/some-adf.ts';
import { someMarkdown } from '../testing/some-markdown.ts';
import type { AdfNode } from './adf-node.ts';
import { adfToMarkdown, markdownToAdf } from './convert-adf.ts';

function text(value: string, ...marks: string[]): AdfNode {
  return { type: 'text', text: value, ...(marks.length > 0 && { marks: marks.map((type) => ({ type })) }) };
}

function paragraph(...content: (AdfNode | string)[]): AdfNode {
  return { type: 'paragraph', content: content.map((node) => (typeof node === 'string' ? text(node) : node)) };
}

function doc(...content: AdfNode[]): AdfNode {
  return { type: 'doc', version: 1, content } as AdfNode;
}

const info = (...content: AdfNode[]): AdfNode => ({ type: 'panel', attrs: { panelType: 'info' }, content });
const expand = (title: string, ...content: AdfNode[]): AdfNode => ({ type: 'expand', attrs: { title }, content });
const bullets = (...lines: string[]): AdfNode => ({
  type: 'bulletList',
  content: lines.map((line) => ({ type: 'listItem', content: [paragraph(line)] })),
});

describe('what both Markdown and Jira have', () => {
  it.each<[string, string, AdfNode[]]>([
    [
      'marks',
      'a **b** _c_ ~~d~~ `e`',
      [paragraph('a ', text('b', 'strong'), ' ', text('c', 'em'), ' ', text('d', 'strike'), ' ', text('e', 'code'))],
    ],
    ['headings', '### Why', [{ type: 'heading', attrs: { level: 3 }, content: [text('Why')] }]],
    ['line breaks', 'one\ntwo', [paragraph('one', { type: 'hardBreak' }, 'two')]],
    ['lists', '- a\n- b', [bullets('a', 'b')]],
    [
      'numbered lists from any number',
      '7. a',
      [{ type: 'orderedList', attrs: { order: 7 }, content: [{ type: 'listItem', content: [paragraph('a')] }] }],
    ],
    [
      'code with its language',
      '```ts\nx\n```',
      [{ type: 'codeBlock', attrs: { language: 'ts' }, content: [text('x')] }],
    ],
    ['quotes', '> a', [{ type: 'blockquote', content: [paragraph('a')] }]],
    ['rules', 'a\n\n---\n\nb', [paragraph('a'), { type: 'rule' }, paragraph('b')]],
    ['alerts, which are panels', '> [!NOTE]\n> Mind', [info(paragraph('Mind'))]],
    ['folded text', '<details><summary>More</summary>\n\na\n\n</details>', [expand('More', paragraph('a'))]],
    [
      'pictures by address',
      '![p](https://i.test/p.png)',
      [
        {
          type: 'mediaSingle',
          attrs: { layout: 'center' },
          content: [{ type: 'media', attrs: { type: 'external', url: 'https://i.test/p.png', alt: 'p' } }],
        },
      ],
    ],
    [
      'tasks',
      '- [x] a\n- [ ] b',
      [
        {
          type: 'taskList',
          attrs: { localId: 'tasks-3' },
          content: [
            { type: 'taskItem', attrs: { localId: 'task-1', state: 'DONE' }, content: [text('a')] },
            { type: 'taskItem', attrs: { localId: 'task-2', state: 'TODO' }, content: [text('b')] },
          ],
        },
      ],
    ],
    [
      'links',
      '[a](https://e.test/b "T")',
      [
        paragraph({
          type: 'text',
          text: 'a',
          marks: [{ type: 'link', attrs: { href: 'https://e.test/b', title: 'T' } }],
        }),
      ],
    ],
    [
      'tables',
      '| a | b |\n| - | - |\n| 1 | 2 |',
      [
        {
          type: 'table',
          attrs: { isNumberColumnEnabled: false, layout: 'default' },
          content: [
            ['tableHeader', 'a', 'b'],
            ['tableCell', '1', '2'],
          ].map(([type, ...cells]) => ({
            type: 'tableRow',
            content: cells.map((cell) => ({ type: type!, attrs: {}, content: [paragraph(cell)] })),
          })),
        },
      ],
    ],
  ])('carries %s, and back in the same words', (_, markdown, content) => {
    const { value, losses } = markdownToAdf(markdown);
    expect(value).toEqual(doc(...content));
    expect(losses).toEqual([]);
    expect(adfToMarkdown(value)).toEqual({ value: markdown, losses: [] });
  });
});

describe('a document of Jira', () => {
  it('comes back verbatim from Markdown, nodes and marks that nobody knows included', () => {
    fc.assert(
      fc.property(someAdf, (document) => {
        expect(markdownToAdf(adfToMarkdown(document).value).value).toEqual(document);
      }),
      { numRuns: 400 },
    );
  });

  it('needs no turn to settle: Markdown made of it is made of it again', () => {
    fc.assert(
      fc.property(someMarkdown, (markdown) => {
        const shown = adfToMarkdown(markdownToAdf(markdown).value).value;
        expect(adfToMarkdown(markdownToAdf(shown).value).value).toBe(shown);
      }),
      { numRuns: 300 },
    );
  });

  it.each<[string, AdfNode, string]>([
    ['a status', { type: 'status', attrs: { text: 'DONE', color: 'green' } }, 'DONE'],
    ['a date', { type: 'date', attrs: { timestamp: '1582152559000' } }, '2020-02-19'],
    ['an emoji', { type: 'emoji', attrs: { shortName: ':tada:', text: '🎉' } }, '🎉'],
    ['a file in a line', { type: 'mediaInline', attrs: { id: 'f' } }, '[file]'],
    ['a card', { type: 'inlineCard', attrs: { url: 'https://acme.test/A-1' } }, 'https://acme.test/A-1'],
    ['an unknown node', { type: 'quark', attrs: { spin: 0.5 } }, '[quark]'],
  ])('shows %s as people read it', (_, node, shown) => {
    const markdown = adfToMarkdown(doc(paragraph('It is ', node, ' now'))).value;
    const seen = markdown.replace(/<!--.*?-->/g, '').replace(/[\\<>]/g, '');
    expect(seen).toBe(`It is ${shown} now`);
  });

  it('is read without what has not the shape of a node, and never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => typeof adfToMarkdown(value).value === 'string'),
      { numRuns: 300 },
    );
    const broken = {
      type: 'doc',
      content: [null, 7, { content: [] }, paragraph('a'), { type: 'paragraph', content: 'b' }],
    };
    expect(adfToMarkdown(broken).value).toBe('a');
  });

  it('that holds itself ends', () => {
    const loop: { type: string; content: unknown[] } = { type: 'panel', content: [paragraph('a')] };
    loop.content.push(loop);
    expect(adfToMarkdown({ type: 'doc', content: [loop] }).value).toContain('a');
  });
});

describe('what rides along hidden', () => {
  const status: AdfNode = { type: 'status', attrs: { text: 'OPEN', color: 'blue' } };
  const wide: AdfNode = {
    type: 'table',
    attrs: { layout: 'wide' },
    content: [
      { type: 'tableRow', content: [{ type: 'tableCell', attrs: { colspan: 2 }, content: [paragraph('cell')] }] },
    ],
  };

  it('stays while the words around it change', () => {
    const markdown = adfToMarkdown(doc(paragraph('It is ', status))).value;
    expect(markdownToAdf(markdown.replace('It is', 'Now')).value.content).toEqual([paragraph('Now ', status)]);
  });

  it('goes when people edit what it shows: the edit wins', () => {
    const inline = adfToMarkdown(doc(paragraph('It is ', status))).value;
    expect(markdownToAdf(inline.replace('OPEN<', 'SHUT<')).value.content).toEqual([paragraph('It is SHUT')]);
    const block = adfToMarkdown(doc(wide)).value;
    const edited = markdownToAdf(block.replace('| cell |', '| mine |')).value.content;
    expect(edited).toMatchObject([{ type: 'table', attrs: { layout: 'default' } }]);
    expect(JSON.stringify(edited)).toContain('mine');
    expect(JSON.stringify(edited)).not.toContain('colspan');
  });

  it('keeps a container around content that people edit', () => {
    const panel: AdfNode = {
      type: 'panel',
      attrs: { panelType: 'custom', panelColor: '#fff' },
      content: [paragraph('old')],
    };
    const markdown = adfToMarkdown(doc(panel)).value;
    expect(markdownToAdf(markdown.replace('old', 'new\n\nand more')).value.content).toEqual([
      { ...panel, content: [paragraph('new'), paragraph('and more')] },
    ]);
  });

  it('keeps the ids of tasks when a box is ticked', () => {
    const tasks: AdfNode = {
      type: 'taskList',
      attrs: { localId: 'l' },
      content: ['a', 'b'].map((id) => ({
        type: 'taskItem',
        attrs: { localId: `id-${id}`, state: 'TODO' },
        content: [text(id)],
      })),
    };
    const ticked = adfToMarkdown(doc(tasks)).value.replace('- [ ] b', '- [x] b');
    const [list] = markdownToAdf(ticked).value.content;
    expect(list!.attrs).toEqual({ localId: 'l' });
    expect(list!.content!.map(({ attrs }) => attrs)).toEqual([
      { localId: 'id-a', state: 'TODO' },
      { localId: 'id-b', state: 'DONE' },
    ]);
  });

  it('means nothing without its partner, and crosses no other', () => {
    expect(markdownToAdf('<!--adf {"type":"rule"}-->\n\na').value.content).toEqual([paragraph('a')]);
    const crossed =
      '<!--adf+ {"type":"panel","attrs":{"panelType":"x"}}-->\n\n<details><summary>T</summary>\n\na\n\n<!--/adf+-->\n\n</details>';
    expect(markdownToAdf(crossed).value.content).toEqual([expand('T', paragraph('a'))]);
  });
});

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

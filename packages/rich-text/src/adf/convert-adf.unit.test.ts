import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doc, paragraph, text } from '../testing/adf-builders.ts';
import { someAdf } from '../testing/some-adf.ts';
import { someMarkdown } from '../testing/some-markdown.ts';
import type { AdfNode } from './adf-node.ts';
import { adfToMarkdown, markdownToAdf } from './convert-adf.ts';

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

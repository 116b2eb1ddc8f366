import fc from 'fast-check';
import type { AdfDocument, AdfMark, AdfNode } from '../adf/adf-node.ts';

const word = fc.constantFrom(
  'a',
  'Word',
  'two words',
  '*star*',
  '_x_',
  '`c`',
  '<b>',
  '-->',
  '[x]',
  '@bob',
  '# h',
  '1. x',
  'e=mc²',
  '😄',
  'a|b',
  '\\',
  '&amp;',
);
const line = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));

const linkMark = fc
  .constantFrom('https://e.x/a', 'https://e.x/a_(b)?c=d&e', 'mailto:a@b.cd')
  .map((href): AdfMark => ({ type: 'link', attrs: { href } }));
const marks: fc.Arbitrary<readonly AdfMark[]> = fc.oneof(
  { weight: 4, arbitrary: fc.constant([]) },
  fc.subarray(['strong', 'em', 'strike']).map((types) => types.map((type) => ({ type }))),
  fc.constant([{ type: 'code' }]),
  linkMark.map((mark) => [mark]),
  fc
    .constantFrom<AdfMark>(
      { type: 'underline' },
      { type: 'textColor', attrs: { color: '#ff0000' } },
      { type: 'subsup', attrs: { type: 'sub' } },
      { type: 'quarkMark' },
    )
    .map((mark) => [mark]),
);

const text: fc.Arbitrary<AdfNode> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .tuple(line, marks)
      .map(([value, all]): AdfNode => ({ type: 'text', text: value, ...(all.length > 0 && { marks: [...all] }) })),
  },
  // Where Markdown finds an address by itself.
  fc
    .constantFrom('https://e.x/p', 'see www.e.x and a@b.cd')
    .map((value): AdfNode => ({ type: 'text', text: value, marks: [{ type: 'underline' }] })),
);

const richInline = fc.constantFrom<AdfNode>(
  { type: 'mention', attrs: { id: '5b10', text: '@Ann Lee', accessLevel: '' } },
  { type: 'mention', attrs: { id: '712020:x-y' } },
  { type: 'emoji', attrs: { shortName: ':smile:', id: '1f604', text: '😄' } },
  { type: 'status', attrs: { text: 'IN PROGRESS', color: 'blue', localId: 's-1', style: '' } },
  { type: 'date', attrs: { timestamp: '1582152559000' } },
  { type: 'inlineCard', attrs: { url: 'https://acme.test/browse/A-1' } },
  { type: 'mediaInline', attrs: { id: 'f1', collection: 'c', type: 'file' } },
  { type: 'quark', attrs: { spin: 0.5, label: 'a -- b --> <x> | y' } },
);

/** What stands in a line: never two texts of the same marks side by side, no white space at the ends, as editors leave it. */
const someInlines: fc.Arbitrary<readonly AdfNode[]> = fc
  .array(fc.oneof({ weight: 3, arbitrary: text }, richInline), { minLength: 1, maxLength: 4 })
  .map((nodes) => {
    const out: AdfNode[] = [];
    for (const node of nodes) {
      const last = out.at(-1);
      if (last)
        out.push(
          last.type === 'text' && !last.marks ? { ...out.pop()!, text: `${last.text} ` } : { type: 'text', text: ' ' },
        );
      const before = out.at(-1);
      if (before?.type === 'text' && !before.marks && node.type === 'text' && !node.marks)
        out[out.length - 1] = { ...before, text: before.text! + node.text! };
      else out.push(node);
    }
    return out;
  });

const paragraph: fc.Arbitrary<AdfNode> = someInlines.map((content) => ({ type: 'paragraph', content: [...content] }));
const codeBlock: fc.Arbitrary<AdfNode> = fc
  .tuple(
    fc.constantFrom<Record<string, string>>({}, { language: 'ts' }),
    fc.constantFrom('x = 1', 'a\n\n  b', '```', '<!--adf-->', '@bob'),
  )
  .map(([attrs, value]) => ({ type: 'codeBlock', attrs, content: [{ type: 'text', text: value }] }));

function list(depth: number): fc.Arbitrary<AdfNode> {
  const below =
    depth === 0 ? fc.constant([]) : fc.array(fc.oneof(paragraph, codeBlock, list(depth - 1)), { maxLength: 1 });
  const item = fc
    .tuple(paragraph, below)
    .map(([first, rest]): AdfNode => ({ type: 'listItem', content: [first, ...rest] }));
  const items = fc.array(item, { minLength: 1, maxLength: 3 });
  return fc.oneof(
    items.map((content): AdfNode => ({ type: 'bulletList', content })),
    items.map((content): AdfNode => ({ type: 'orderedList', content })),
    items.map((content): AdfNode => ({ type: 'orderedList', attrs: { order: 7 }, content })),
  );
}

const taskList: fc.Arbitrary<AdfNode> = fc
  .array(fc.tuple(someInlines, fc.constantFrom('TODO', 'DONE')), { minLength: 1, maxLength: 3 })
  .map((items) => ({
    type: 'taskList',
    attrs: { localId: 'list-uuid' },
    content: items.map(([content, state], i) => ({
      type: 'taskItem',
      attrs: { localId: `uuid-${i}`, state },
      content: [...content],
    })),
  }));

function tableOf(attrs: Record<string, unknown>, cellAttrs: Record<string, unknown>): fc.Arbitrary<AdfNode> {
  const cell = (type: string): fc.Arbitrary<AdfNode> =>
    paragraph.map((content) => ({ type, attrs: cellAttrs, content: [content] }));
  const row = (type: string): fc.Arbitrary<AdfNode> =>
    fc.tuple(cell(type), cell(type)).map((content) => ({ type: 'tableRow', content }));
  return fc.tuple(row('tableHeader'), row('tableCell')).map((content) => ({ type: 'table', attrs, content }));
}

const richBlock = fc.constantFrom<AdfNode>(
  {
    type: 'mediaSingle',
    attrs: { layout: 'center' },
    content: [{ type: 'media', attrs: { id: 'm-1', type: 'file', collection: 'c', alt: 'shot.png' } }],
  },
  { type: 'mediaGroup', content: [{ type: 'media', attrs: { id: 'm-2', type: 'file', collection: 'c' } }] },
  { type: 'blockCard', attrs: { url: 'https://acme.test/x' } },
  {
    type: 'extension',
    attrs: { extensionKey: 'toc', extensionType: 'com.atlassian', parameters: { macroParams: { a: '-->' } } },
  },
  {
    type: 'decisionList',
    attrs: { localId: 'd' },
    content: [
      { type: 'decisionItem', attrs: { localId: 'd1', state: 'DECIDED' }, content: [{ type: 'text', text: 'yes' }] },
    ],
  },
  {
    type: 'paragraph',
    content: [{ type: 'text', text: 'middle' }],
    marks: [{ type: 'alignment', attrs: { align: 'center' } }],
  },
  {
    type: 'blackHole',
    attrs: { mass: 4, note: '<!-- -->' },
    content: [{ type: 'paragraph', content: [{ type: 'text', text: 'in' }] }],
  },
);

function blocksIn(depth: number): fc.Arbitrary<readonly AdfNode[]> {
  const simple = [
    { weight: 4, arbitrary: paragraph },
    codeBlock,
    list(1),
    fc
      .tuple(fc.integer({ min: 1, max: 6 }), someInlines)
      .map(([level, content]): AdfNode => ({ type: 'heading', attrs: { level }, content: [...content] })),
    fc.constant<AdfNode>({ type: 'rule' }),
    taskList,
    richBlock,
    tableOf({ isNumberColumnEnabled: false, layout: 'default' }, {}),
    tableOf({ isNumberColumnEnabled: true, layout: 'wide', localId: 't' }, { colspan: 1, background: '#eee' }),
    fc.array(paragraph, { minLength: 1, maxLength: 2 }).map((content): AdfNode => ({ type: 'blockquote', content })),
  ];
  const nested =
    depth === 0
      ? []
      : [
          fc
            .tuple(
              fc.constantFrom('info', 'note', 'success', 'warning', 'error', 'custom'),
              fc.array(paragraph, { minLength: 1, maxLength: 2 }),
            )
            .map(([panelType, content]): AdfNode => ({ type: 'panel', attrs: { panelType }, content })),
          fc
            .tuple(fc.constantFrom('More', 'a < b & "c"', ''), blocksIn(0))
            .map(([title, content]): AdfNode => ({ type: 'expand', attrs: { title }, content: [...content] })),
          fc.tuple(blocksIn(0), blocksIn(0)).map(
            ([left, right]): AdfNode => ({
              type: 'layoutSection',
              content: [left, right].map((content) => ({
                type: 'layoutColumn',
                attrs: { width: 50 },
                content: [...content],
              })),
            }),
          ),
        ];
  return fc.array(fc.oneof(...simple, ...nested), { minLength: 1, maxLength: 3 });
}

/** Documents as Jira's editor makes them, and with nodes and marks that nobody knows yet. */
export const someAdf: fc.Arbitrary<AdfDocument> = blocksIn(1).map((content) => ({ type: 'doc', version: 1, content }));

import { describe, expect, it } from 'vitest';
import { doc, paragraph, text } from '../testing/adf-builders.ts';
import type { AdfNode } from './adf-node.ts';
import { adfToMarkdown, markdownToAdf } from './convert-adf.ts';

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
    expect(markdownToAdf(crossed).value.content).toEqual([
      { type: 'expand', attrs: { title: 'T' }, content: [paragraph('a')] },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { adfToMarkdown, markdownToAdf } from '../adf/convert-adf.ts';
import { canonicalMarkdown } from '../wording/canonical-markdown.ts';
import { filesInAdf } from './files-in-adf.ts';
import { filesInMarkdown } from './files-in-markdown.ts';
import type { KnownFile } from './known-file.ts';

const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const hub = `attachment:${id}`;
const media = '6e7c7f2c-dd7a-499c-bceb-6f32bfbf30b5';
const content = 'https://acme.example/rest/api/3/attachment/content/10001';
const path = '/api/v3/attachments/7/content';
const elsewhere = `https://op.example${path}`;

const atJira = filesInAdf([{ id, here: [`media:${media}`, content], elsewhere: [elsewhere] }]);
const atOpenProject = filesInMarkdown([{ id, here: [path, elsewhere], elsewhere: [content] }]);
/** A file that is not there yet. */
const absent: KnownFile = { id, here: [], elsewhere: [content] };

const pasted = {
  type: 'mediaSingle',
  attrs: { layout: 'align-start', width: 60, widthType: 'percentage' },
  content: [
    { type: 'media', attrs: { type: 'file', id: media, collection: 'c', alt: 'shot.png', width: 640, height: 480 } },
  ],
};
const words = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const shownBy = (...blocks: unknown[]) => adfToMarkdown({ type: 'doc', version: 1, content: blocks }).value;

describe('files in documents of Jira', () => {
  it('are named by their entity in the hub, and come back with all that is about them', () => {
    const seen = shownBy(words('Before'), pasted, words('After'));
    const text = atJira.toHub(seen);
    expect(text).toBe(`Before\n\n![shot.png](${hub})\n\nAfter`);
    expect(markdownToAdf(atJira.toRemote(text, seen)).value.content[1]).toEqual(pasted);
    // An edit beside it leaves it as it is.
    expect(markdownToAdf(atJira.toRemote(`${text} all`, seen)).value.content[1]).toEqual(pasted);
  });

  it('become nodes of its store where another side shows a picture, on lines of their own and between words', () => {
    const text = `One\n\n![shot](${hub} "Look")\n\nis ![shot](${hub}) here, [the file](${hub})`;
    const { content: blocks } = markdownToAdf(atJira.toRemote(text, null)).value;
    expect(blocks[1]).toEqual({
      type: 'mediaSingle',
      attrs: { layout: 'center' },
      content: [
        { type: 'media', attrs: { type: 'file', id: media, collection: '', alt: 'shot' } },
        { type: 'caption', content: [{ type: 'text', text: 'Look' }] },
      ],
    });
    expect(blocks[2]!.content![1]).toMatchObject({ type: 'mediaInline', attrs: { type: 'image', id: media } });
    expect(JSON.stringify(blocks[2])).toContain(content);
    expect(atJira.toHub(atJira.toRemote(text, null))).toBe(text);
  });

  it('keep a caption, which is the title of the picture, and one node each where one file is shown twice', () => {
    const captioned = {
      ...pasted,
      content: [...pasted.content, { type: 'caption', content: [{ type: 'text', text: 'Old' }] }],
    };
    const seen = shownBy(pasted, words('and'), captioned);
    const text = atJira.toHub(seen);
    expect(text).toBe(`![shot.png](${hub})\n\nand\n\n![shot.png](${hub} "Old")`);
    expect(markdownToAdf(atJira.toRemote(text, seen)).value.content).toEqual([pasted, words('and'), captioned]);
    const edited = markdownToAdf(atJira.toRemote(text.replace('Old', 'New'), seen)).value.content[2]!;
    expect(edited.attrs).toEqual(captioned.attrs);
    expect(edited.content![1]).toEqual({ type: 'caption', content: [{ type: 'text', text: 'New' }] });
  });

  it('are named one after another, as they come to be known', () => {
    const later = { id: '01890a5d-ac96-774b-bcce-b302099a8058', media: '0e7c7f2c-dd7a-499c-bceb-6f32bfbf30b5' };
    const other = shownBy({
      type: 'mediaSingle',
      attrs: { layout: 'center' },
      content: [{ type: 'media', attrs: { type: 'file', id: later.media, collection: '', alt: 'two' } }],
    });
    const both = filesInAdf([
      { id, here: [`media:${media}`, content], elsewhere: [] },
      { id: later.id, here: [`media:${later.media}`], elsewhere: [] },
    ]);
    expect(both.toHub(`![one](${hub})\n\n${other}`)).toBe(`![one](${hub})\n\n![two](attachment:${later.id})`);
  });

  it('that nobody knows stay hidden beside their name', () => {
    const seen = shownBy(words('Before'), pasted);
    expect(filesInAdf([absent]).toHub(seen)).toBe(seen);
    expect(filesInAdf([]).toHub(seen)).toBe(seen);
  });

  it('that are not there yet are named by where they are, and are known by that', () => {
    const text = `![shot](${hub})`;
    const jira = filesInAdf([{ id, here: [], elsewhere: [elsewhere] }]);
    const there = jira.toRemote(text, null);
    expect(there).toBe(`![shot](${elsewhere})`);
    expect(jira.toHub(there)).toBe(text);
    expect(atJira.toHub(there)).toBe(text);
    // Once it is there, it is shown from there.
    expect(atJira.toRemote(text, there)).toContain(media);
  });

  it('in tables with merged cells stay as they are, with the whole table', () => {
    const cell = { type: 'tableCell', attrs: { colspan: 2 }, content: [pasted] };
    const seen = shownBy({ type: 'table', content: [{ type: 'tableRow', content: [cell] }] });
    expect(atJira.toHub(seen)).toBe(seen);
  });
});

describe('files in Markdown', () => {
  it('are exchanged by their addresses alone, in Markdown and in HTML, and not in code', () => {
    const seen = `* a ![x](${path}) \n\n<img class="op-uc-image" src="${path}">\n\n[log](<${elsewhere}>)\n\n[1]: ${path}\n\n\`![x](${path})\``;
    const text = atOpenProject.toHub(seen);
    expect(text).toBe(
      `* a ![x](${hub}) \n\n<img class="op-uc-image" src="${hub}">\n\n[log](<${hub}>)\n\n[1]: ${hub}\n\n\`![x](${path})\``,
    );
    expect(atOpenProject.toRemote(text, seen)).toBe(seen);
  });

  it('are named by the address of their own side, whatever side the text names', () => {
    expect(atOpenProject.toHub(`![x](${content})`)).toBe(`![x](${hub})`);
    expect(atOpenProject.toRemote(`![x](${hub})`, `![x](${content})`)).toBe(`![x](${path})`);
    expect(filesInMarkdown([absent]).toRemote(`![x](${hub})`, null)).toBe(`![x](${content})`);
  });

  it('read as pictures by the other side', () => {
    const text = atOpenProject.toHub(`<img class="op-uc-image" src="${path}" alt="x">`);
    const there = atJira.toRemote(text, null);
    expect(JSON.stringify(markdownToAdf(there).value)).toContain(media);
    expect(atJira.toHub(there)).toBe(`![x](${hub})`);
    expect(atJira.toRemote(atJira.toHub(there), there)).toBe(canonicalMarkdown(there, 'adf'));
  });
});

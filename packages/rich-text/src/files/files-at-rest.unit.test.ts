import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adfToMarkdown } from '../adf/convert-adf.ts';
import { someAdf } from '../testing/some-adf.ts';
import { someMarkdown } from '../testing/some-markdown.ts';
import { canonicalMarkdown } from '../wording/canonical-markdown.ts';
import { filesInAdf } from './files-in-adf.ts';
import { filesInMarkdown } from './files-in-markdown.ts';

const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const media = '6e7c7f2c-dd7a-499c-bceb-6f32bfbf30b5';
const path = '/api/v3/attachments/7/content';
const content = 'https://acme.example/content/1';

const atJira = filesInAdf([{ id, here: [`media:${media}`, content], elsewhere: [`https://op.example${path}`] }]);
const atOpenProject = filesInMarkdown([{ id, here: [path, `https://op.example${path}`], elsewhere: [content] }]);

const namings = (address: string) => [
  `![a](${address})`,
  `x ![a](${address} "t") y`,
  `[b](${address})`,
  `<img src="${address}">`,
];
/** Text with pictures and links of the file among whatever else people write. */
const withFiles = (address: string) =>
  fc
    .array(fc.oneof(someMarkdown, fc.constantFrom(...namings(address))), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.join('\n\n'));

const shown = { type: 'media', attrs: { type: 'file', id: media, collection: 'c', alt: 'a', width: 9 } };
const pictures = fc.constantFrom(
  { type: 'mediaSingle', attrs: { layout: 'wrap-left' }, content: [shown] },
  {
    type: 'mediaSingle',
    attrs: { layout: 'center' },
    content: [shown, { type: 'caption', content: [{ type: 'text', text: 't' }] }],
  },
  { type: 'paragraph', content: [{ type: 'mediaInline', attrs: { type: 'image', id: media, collection: 'c' } }] },
  { type: 'mediaGroup', content: [shown] },
);

describe('files in texts of any shape', () => {
  it('are given back to Jira with everything that is about them, and what is unknown beside them, verbatim', () => {
    fc.assert(
      fc.property(someAdf, fc.array(pictures, { maxLength: 3 }), (document, more) => {
        const blocks = [...more, ...document.content, ...more];
        const seen = adfToMarkdown({ type: 'doc', version: 1, content: blocks }).value;
        expect(atJira.toRemote(atJira.toHub(seen), seen)).toBe(canonicalMarkdown(seen, 'adf'));
      }),
      { numRuns: 40 },
    );
  });

  it('come to rest: what Jira shows of them is sent to it again unchanged', () => {
    fc.assert(
      fc.property(withFiles(`attachment:${id}`), (text) => {
        const there = canonicalMarkdown(atJira.toRemote(text, null), 'adf');
        const back = atJira.toHub(there);
        expect(canonicalMarkdown(atJira.toRemote(back, there), 'adf')).toBe(there);
      }),
      { numRuns: 100 },
    );
  });

  it('are exchanged in Markdown and back without another change', () => {
    fc.assert(
      fc.property(withFiles(path), (text) => {
        const hub = atOpenProject.toHub(text);
        expect(atOpenProject.toRemote(hub, text)).toBe(text);
        expect(atOpenProject.toHub(hub)).toBe(hub);
      }),
      { numRuns: 100 },
    );
  });
});

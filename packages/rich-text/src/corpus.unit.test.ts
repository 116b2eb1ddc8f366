import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { adfToMarkdown, markdownToAdf } from './adf/convert-adf.ts';
import { htmlToMarkdown, markdownToHtml } from './html/convert-html.ts';
import type { Loss, LossKind } from './loss.ts';

type Lost = readonly { readonly kind: LossKind; readonly count: number }[];

/** What becomes of a text on its way through another form and back. */
interface Passage {
  /** Of both ways, in their order. Empty: all of it is carried. */
  readonly losses: Lost;
  /** Absent: it comes back letter for letter. */
  readonly markdown?: string;
}

interface MarkdownDocument {
  readonly source: string;
  readonly markdown: string;
  readonly throughAdf: Passage;
  readonly throughHtml: Passage;
}

interface AdfDocument {
  readonly source: string;
  readonly adf: unknown;
  readonly markdown: string;
  readonly losses: Lost;
  /** Absent: it comes back node for node. */
  readonly back?: unknown;
}

const folder = new URL('../corpus/', import.meta.url);

function documents<Document>(name: string): [string, Document][] {
  const files = readdirSync(new URL(name, folder)).filter((file) => file.endsWith('.json'));
  return files.map((file) => [
    file.slice(0, -'.json'.length),
    JSON.parse(readFileSync(new URL(`${name}/${file}`, folder), 'utf8')) as Document,
  ]);
}

const inMarkdown = documents<MarkdownDocument>('markdown');
const inAdf = documents<AdfDocument>('adf');

const told = (...losses: readonly Loss[]): Lost => losses.map(({ kind, count }) => ({ kind, count }));

describe('the corpus', () => {
  it('has more than 80 documents, each with where it is from', () => {
    expect(inMarkdown.length + inAdf.length).toBeGreaterThan(80);
    for (const [name, { source }] of [...inMarkdown, ...inAdf]) expect(source, name).not.toBe('');
  });
});

describe.each(inMarkdown)('%s', (_, { markdown, throughAdf, throughHtml }) => {
  it('through ADF and back is as it was, or lost what the report says', () => {
    const there = markdownToAdf(markdown);
    const back = adfToMarkdown(there.value);
    expect(back.value).toBe(throughAdf.markdown ?? markdown);
    expect(told(...there.losses, ...back.losses)).toEqual(throughAdf.losses);
    expect(adfToMarkdown(markdownToAdf(back.value).value).value).toBe(back.value);
  });

  it('through HTML and back is as it was, or lost what the report says', () => {
    const there = markdownToHtml(markdown);
    const back = htmlToMarkdown(there.value);
    expect(back.value).toBe(throughHtml.markdown ?? markdown);
    expect(told(...there.losses, ...back.losses)).toEqual(throughHtml.losses);
    expect(htmlToMarkdown(markdownToHtml(back.value).value).value).toBe(back.value);
  });
});

describe.each(inAdf)('the node or mark %s', (_, { adf, markdown, losses, back }) => {
  it('comes back as it was, hidden where Markdown has no word for it', () => {
    const there = adfToMarkdown(adf);
    expect(there.value).toBe(markdown);
    expect(told(...there.losses)).toEqual(losses);
    const again = markdownToAdf(there.value).value;
    expect(again).toEqual(back ?? adf);
    expect(adfToMarkdown(again).value).toBe(there.value);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHidden } from './adf/hidden-node.ts';
import { adfToMarkdown, disarmMentions, htmlToMarkdown, keepWording, markdownToAdf, markdownToHtml } from './index.ts';
import { isSafeUrl } from './safe-url.ts';

/** Every form of the text; each test's own time limit is what a text without bounds would break. */
function everyWay(text: string): string[] {
  const adf = markdownToAdf(text).value;
  return [
    JSON.stringify(adf),
    adfToMarkdown(adf).value,
    markdownToHtml(text).value,
    htmlToMarkdown(text).value,
    keepWording(text, `${text} x`, 'adf'),
    disarmMentions(text, () => false),
  ];
}

describe('a text made to be costly', () => {
  const size = 6_000;
  it.each([
    '[',
    ']',
    '[]',
    '[a](',
    '![',
    '*',
    '*a ',
    '**_~~`',
    '_a*',
    '`a``',
    '<',
    '<!--',
    '<b>',
    '</b>',
    '<div>\n',
    '> ',
    '- ',
    '1. ',
    '\t',
    ' ',
    '\n',
    '\\',
    '&',
    '&#64;',
    '|',
    '| a ',
    '# ',
    '```\n',
    '~~~ a\n',
    '<details><summary>a</summary>\n\n',
    '<!--adf {"type":"a"}-->\n\n',
    '<!--adf+ {"type":"panel"}-->\n\n',
    'x<!--adf {"type":"status","attrs":{"text":"x"}}-->',
    '@a ',
    '[^1] ',
    'http://a.b/c ',
    'a@b.cd ',
    'www.',
    '\0',
    '\r',
    '😄',
  ])('of nothing but %j ends, and stays of a size', { timeout: 120_000 }, (part) => {
    const text = part.repeat(size / part.length);
    for (const form of everyWay(text)) expect(form.length).toBeLessThan(text.length * 40 + 1_000);
  });

  it('of lists within lists ends', { timeout: 120_000 }, () => {
    everyWay(Array.from({ length: 200 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n'));
  });

  it('of documents within documents ends', { timeout: 120_000 }, () => {
    let node: unknown = { type: 'paragraph', content: [{ type: 'text', text: 'deep' }] };
    for (let i = 0; i < 50_000; i++) node = { type: 'blockquote', content: [node] };
    const { value, losses } = adfToMarkdown({ type: 'doc', version: 1, content: [node] });
    expect(value).toContain('deep');
    expect(losses.map(({ kind }) => kind)).toContain('depth');
  });

  it.each(['words and *more*\n\n', '[', '```\n', '<p>a</p>'])(
    'of a million signs (%j) is carried whole and unread, and is the same after every turn',
    { timeout: 120_000 },
    (part) => {
      const text = part.repeat(1_000_000 / part.length);
      const once = adfToMarkdown(markdownToAdf(text).value);
      expect(once.losses.map(({ kind }) => kind)).toEqual(['size']);
      expect(once.value).toContain(text.trimEnd());
      expect(adfToMarkdown(markdownToAdf(once.value).value).value).toBe(once.value);
      expect(htmlToMarkdown(markdownToHtml(once.value).value).value).toBe(once.value);
    },
  );
});

describe('a hidden node that somebody forged', () => {
  it.each([
    ['with an address that runs', '<!--adf {"type":"inlineCard","attrs":{"url":"javascript:alert(1)"}}-->'],
    ['with a disguised one', '<!--adf {"type":"inlineCard","attrs":{"url":"\\u006aavascript:alert(1)"}}-->'],
    ['with one behind white space', '<!--adf {"type":"inlineCard","attrs":{"url":" java\\nscript:alert(1)"}}-->'],
    [
      'with one inside of a mark',
      '<!--adf {"type":"text","text":"a","marks":[{"type":"link","attrs":{"href":"vbscript:a"}}]}-->',
    ],
    ['without a type', '<!--adf {"attrs":{}}-->'],
    ['that is no JSON', '<!--adf {"type":-->'],
    ['whose content is no list', '<!--adf {"type":"panel","content":{"type":"text"}}-->'],
    ['whose text is none', '<!--adf {"type":"text","text":1}-->'],
    ['that is too deep', `<!--adf {"type":"a","attrs":{"b":${'['.repeat(300)}${']'.repeat(300)}}}-->`],
  ])('%s counts for nothing', (_, html) => {
    expect(readHidden(html)).toBeNull();
  });

  it('becomes a mention only where its words already name that person', () => {
    const mention = '<!--adf {"type":"mention","attrs":{"id":"boss","text":"\\u0040Boss"}}-->';
    expect(JSON.stringify(markdownToAdf(`hello${mention}`).value)).not.toContain('mention');
    expect(JSON.stringify(markdownToAdf(mention).value)).not.toContain('mention');
  });

  it('never ends its comment, a cell or a line, and names nobody, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('-->', '--!>', '|', '@bob', '`', '\n', '<!--', ''),
        (text, evil) => {
          const node = { type: 'quark', attrs: { note: text + evil } };
          const document = {
            type: 'doc',
            version: 1,
            content: [{ type: 'paragraph', content: [{ type: 'text', text: 'a ' }, node] }],
          };
          const markdown = adfToMarkdown(document).value;
          expect(markdown).not.toMatch(/\n|\||@bob/);
          expect(markdownToAdf(markdown).value).toEqual(document);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('addresses', () => {
  it.each(['https://a.test', 'HTTP://a.test', 'mailto:a@b.cd', '/a', '#a', 'a/b:c', '?a:b', ''])(
    '%j may be followed',
    (url) => {
      expect(isSafeUrl(url)).toBe(true);
    },
  );

  it.each([
    'javascript:a',
    'JavaScript:a',
    ' javascript:a',
    'java\nscript:a',
    'java\0script:a',
    '\u200Bjavascript:a',
    'vbscript:a',
    'data:text/html,a',
    'file:///etc/passwd',
    'blob:a',
  ])('%j may not', (url) => {
    expect(isSafeUrl(url)).toBe(false);
  });
});

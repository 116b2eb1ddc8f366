import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { someMarkdown } from '../testing/some-markdown.ts';
import { htmlToMarkdown, markdownToHtml } from './convert-html.ts';

describe('what both Markdown and HTML have', () => {
  it.each<[string, string, string]>([
    ['marks', 'a **b** _c_ ~~d~~ `e`', '<p>a <strong>b</strong> <em>c</em> <del>d</del> <code>e</code></p>'],
    ['headings', '## a', '<h2>a</h2>'],
    ['line breaks', 'a\nb', '<p>a<br>\nb</p>'],
    ['lists', '- a\n- b', '<ul>\n<li>a</li>\n<li>b</li>\n</ul>'],
    ['numbered lists', '3. a\n4. b', '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'],
    ['quotes', '> a', '<blockquote>\n<p>a</p>\n</blockquote>'],
    ['code', '```js\na < b\n```', '<pre><code class="language-js">a &#x3C; b\n</code></pre>'],
    ['links', '[a](https://e.test/b)', '<p><a href="https://e.test/b">a</a></p>'],
    ['pictures', '![a](https://e.test/b.png)', '<p><img src="https://e.test/b.png" alt="a"></p>'],
    ['rules', '---', '<hr>'],
  ])('carries %s, and back in the same words', (_, markdown, html) => {
    expect(markdownToHtml(markdown)).toEqual({ value: html, losses: [] });
    expect(htmlToMarkdown(html)).toEqual({ value: markdown, losses: [] });
  });

  it('carries tables and tasks', () => {
    for (const markdown of ['| a | b |\n| - | - |\n| 1 | 2 |', '- [x] a\n- [ ] b'])
      expect(htmlToMarkdown(markdownToHtml(markdown).value).value).toBe(markdown);
  });
});

describe('Markdown made of HTML', () => {
  it('is made again of the HTML made of it, whatever the HTML', () => {
    const someHtml = fc.oneof(
      someMarkdown,
      fc
        .array(
          fc.constantFrom(
            '<p>',
            '</p>',
            '<div>',
            '</div>',
            '<ul><li>',
            '</li></ul>',
            '<b>',
            '</b>',
            '<table><tr><td>',
            '</td></tr></table>',
            '<br>',
            'a',
            ' b ',
            '\n',
            '&nbsp;',
            '&lt;',
            '<pre>',
            '</pre>',
            '<a href="https://e.test">',
            '</a>',
            '<h1>',
            '*',
            '_',
            '#',
            '<!-- c -->',
            '<span style="x">',
            '</span>',
            '<img src="a.png">',
            '<blockquote>',
          ),
          { maxLength: 20 },
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(someHtml, (html) => {
        const markdown = htmlToMarkdown(html).value;
        expect(htmlToMarkdown(markdownToHtml(markdown).value).value).toBe(markdown);
      }),
      { numRuns: 400 },
    );
  });

  it('has words outside of blocks in paragraphs', () => {
    expect(htmlToMarkdown('a <b>b</b><p>c</p>d').value).toBe('a **b**\n\nc\n\nd');
  });
});

describe('HTML for a page', () => {
  it.each([
    ['a script', '<script>alert(1)</script>'],
    ['a handler', '<img src="x" onerror="alert(1)">'],
    ['an address that runs', '<a href="javascript:alert(1)">a</a>'],
    ['a disguised one', '<a href="java&#10;script:alert(1)">a</a>'],
    ['a link of Markdown that runs', '[a](javascript:alert(1))'],
    ['a disguised one of Markdown', '[a](&#x6A;avascript:alert(1))'],
    ['a frame', '<iframe src="https://e.test"></iframe>'],
    ['a drawing', '<svg onload="alert(1)"><a xlink:href="javascript:alert(1)"></a></svg>'],
    ['a style', '<p style="background:url(javascript:alert(1))">a</p>'],
    ['a form', '<form action="https://e.test"><button>a</button></form>'],
    ['a data address', '[a](data:text/html,<script>alert(1)</script>)'],
  ])('has not %s in it, and neither has Markdown read from it', (_, hostile) => {
    const runs = /<(?:script|iframe|svg|form|style)|\son\w+=|style=|(?:href|src)="?\s*(?:java\s*script|data):/i;
    expect(markdownToHtml(hostile).value).not.toMatch(runs);
    expect(markdownToHtml(htmlToMarkdown(hostile).value).value).not.toMatch(runs);
  });

  it('says what was taken out', () => {
    expect(htmlToMarkdown('a<script>b()</script>').losses.map(({ kind }) => kind)).toEqual(['unsafe_html']);
    expect(markdownToHtml('a\n\n[b](javascript:c)').losses).toEqual([
      { kind: 'unsafe_link', count: 1, excerpt: 'javascript:c', where: 'line 3' },
    ]);
    expect(markdownToHtml('a<!--adf {"type":"status","attrs":{"text":"a"}}-->').losses.map(({ kind }) => kind)).toEqual(
      ['hidden_node'],
    );
  });
});

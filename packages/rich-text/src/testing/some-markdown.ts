import fc from 'fast-check';

const bits = [
  'a', 'word', ' ', ' ', '\n', '\n\n', '\n\n', '- ', '* ', '1. ', '7) ', '> ', '# ', '### ', '```\n', '~~~', '`', '**', '__', '*', '_', '~~',
  '[', ']', '(', ')', '![', '](http://x.y)', '](javascript:alert(1))', '[a]: http://z.z\n', '[a]', '[^1]', '[^1]: note\n', '<br>', '<b>', '</b>',
  '<!-- hi -->', '<!--', '-->', '<details><summary>T</summary>\n\n', '\n\n</details>\n\n', '<script>x()</script>', '| a | b |\n| - | - |\n', '| 1 | 2 |\n',
  '|', '\\', '&amp;', '&', '@ann', '@', 'https://e.x/a_b', 'www.e.x', 'a@b.cd', '- [ ] ', '- [x] ', '> [!NOTE]\n> ', '---\n', '===\n', '    ', '\t', '  \n',
  '\\\n', '😄', '\u200b', '\u00a0', '<img src="http://i.j/k.png" alt="k">', '![p](http://i.j/k.png)', '<!--adf {"type":"status","attrs":{"text":"a"}}-->',
  '<!--adf {"type":"rule"}-->', '<!--/adf-->', '<!--adf+ {"type":"panel","attrs":{"panelType":"custom"}}-->\n\n', '\n\n<!--/adf+-->\n\n', '<div>', '</div>', ':', '!', '\r\n', '\r', '\0',
];

/** Markdown and what looks like it, in any order. */
export const someMarkdown: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: fc.array(fc.constantFrom(...bits), { maxLength: 24 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
);

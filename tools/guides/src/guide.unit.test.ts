import { describe, expect, it } from 'vitest';
import { parseGuide } from './parse-guide.ts';
import { isAsShown, portsOf, withPorts } from './shown-output.ts';

describe('a guide', () => {
  it('is its blocks of commands, each with what is shown below it', () => {
    const guide = '# A\n```sh\na\nb\n```\nwords\n```text\nout\n```\n```yaml\nc: 1\n```\n```sh again\nd\n```\n';
    expect(parseGuide(guide)).toEqual([
      { line: 2, kind: 'once', script: 'a\nb', output: 'out' },
      { line: 13, kind: 'again', script: 'd', output: null },
    ]);
  });

  it('may not leave a block out by a word that means nothing', () => {
    expect(() => parseGuide('```sh skip\na\n```')).toThrow('Line 1');
  });
});

describe('what is printed', () => {
  it.each([
    ['a\nb', 'a \nb\n', true],
    ['a\nb', 'a\nb\nc', false],
    ['a\nb', 'a', false],
    ['a …', 'a bc', true],
    ['a … c', 'a b d', false],
    ['a\n…', 'a', true],
    ['a\n…\nz', 'a\nb\nc\nz', true],
    ['a\n…\nz', 'a\nb\nc', false],
    ['…\nz', 'a\nz', true],
    ['a.c', 'abc', false],
    ['a (1)', 'a (1)', true],
  ])('is as shown, or not: %j and %j', (shown, printed, is) => {
    expect(isAsShown(shown, printed)).toBe(is);
  });

  it('tells ports, which stand for those of the guide from then on', () => {
    const shown = 'at http://127.0.0.1:8071 with …\nat http://127.0.0.1:8072';
    expect(portsOf(shown, 'first\nat http://127.0.0.1:1 with 3')).toBeNull();
    const ports = portsOf(shown, 'first\nat http://127.0.0.1:1 with 3\nat http://127.0.0.1:2\nmore')!;
    expect(withPorts('curl 127.0.0.1:8072/a 127.0.0.1:9', ports)).toBe('curl 127.0.0.1:2/a 127.0.0.1:9');
  });
});

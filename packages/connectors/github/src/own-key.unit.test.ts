import { describe, expect, it } from 'vitest';
import { splitOwnKey, withOwnKey } from './own-key.ts';

const KEY = 'abcdefghijklmnopqrstuv';
const MARKER = `<!-- syncline:${KEY} -->`;

describe('our key in a text', () => {
  it.each([null, 'one', 'one\n', 'one\n\n', '\n', 'one\r\ntwo', 'one\r\n', ' ', '```\nopen', '> quoted'])(
    'is taken off %j again, and nothing else',
    (text) => {
      expect(splitOwnKey(withOwnKey(text, KEY))).toEqual({ text, ownKey: KEY });
      expect(splitOwnKey(withOwnKey(text, null))).toEqual({ text, ownKey: null });
    },
  );

  it('is found where people wrote below it, or a browser turned the line ends round', () => {
    expect(splitOwnKey(`one\r\n\r\n${MARKER}\r\n`)).toEqual({ text: 'one', ownKey: KEY });
    expect(splitOwnKey(`one\n\n${MARKER}\n\ntwo`)).toEqual({ text: 'one\n\ntwo', ownKey: KEY });
    expect(splitOwnKey(`${MARKER}\n \n`)).toEqual({ text: null, ownKey: KEY });
  });

  it('is the last of several, and none of them stays', () => {
    const other = '<!-- syncline:0000000000000000000000 -->';
    expect(splitOwnKey(`one\n\n${other}\n\n${MARKER}`)).toEqual({ text: 'one', ownKey: KEY });
  });

  it.each([`say ${MARKER}`, '<!-- syncline:short -->', '<!-- syncline:note -->', `\`${MARKER}\``])(
    'is no part of %j',
    (text) => {
      expect(splitOwnKey(text)).toEqual({ text, ownKey: null });
    },
  );
});

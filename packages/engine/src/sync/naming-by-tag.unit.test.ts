import { describe, expect, it } from 'vitest';
import { lineWithoutTags } from './naming-by-tag.ts';
import { namingOf } from './naming-of.ts';

const people = [
  { github: 'octo-ann', openproject: '3' },
  { github: 'ida', openproject: 'ida.b' },
  { github: 'zoe', openproject: '4' },
  { github: 'eve', openproject: '4' },
];
const names = namingOf({ people, byLogin: ['github'], connection: 'openproject', mentions: 'tags' });
const tag = (id: string, words: string) =>
  `<mention class="mention" data-id="${id}" data-type="user" data-text="${words}">${words}</mention>`;
const typed = `<mention class="mention" data-type="user" data-id="3" data-text="@Ann Lee">@Ann Lee</mention>`;
const stranger = tag('9', '@octo-ann');

describe('a text that goes to OpenProject', () => {
  it.each([
    ['Hi @octo-ann!', `Hi ${tag('3', '@octo-ann')}!`],
    ['Hi @ida', 'Hi user:"ida.b"'],
    ['Hi @bob, @octo-ann_x and `@octo-ann`', 'Hi @bob, @octo-ann_x and `@octo-ann`'],
    ['@zoe and @eve, whom two lines call one user', '@zoe and @eve, whom two lines call one user'],
  ])('mentions whom the table knows: %s', (text, sent) => {
    expect(names.toRemote(text, null)).toBe(sent);
  });

  it.each([
    ['see user#3', 'see user\u200B#3'],
    ['`User#3` in code', '`User\u200B#3` in code'],
    ['group#7 and user:"ida.b"', 'group\u200B#7 and user\u200B:"ida.b"'],
    [`cc ${tag('3', '@Ann')}`, 'cc @Ann'],
    ['<b data-id="3" data-type="user">x</b>', '<b data\u200B-id="3" data-type="user">x</b>'],
    ['user#', 'user#'],
    ['superuser#3 and #3', 'superuser#3 and #3'],
  ])('mentions nobody by the forms of OpenProject that somebody typed elsewhere: %s', (text, sent) => {
    expect(names.toRemote(text, null)).toBe(sent);
    expect(lineWithoutTags.toRemote(text, null)).toBe(sent);
    expect(names.toRemote(sent, sent)).toBe(sent);
  });
});

describe('a text of OpenProject', () => {
  it.each([
    [`Hi ${typed}`, 'Hi @octo-ann'],
    ['Hi user#3', 'Hi @octo-ann'],
    ['Hi user:"ida.b"', 'Hi @ida'],
    [`Hi ${stranger}`, `Hi ${stranger.replaceAll('@', '@\u200B')}`],
    ['Hi user#4 and group#3', 'Hi user#4 and group#3'],
    [`x${typed}`, `x${typed.replaceAll('@', '@\u200B')}`],
  ])('says to others whom the table knows, and no stranger by their words: %s', (text, hub) => {
    expect(names.toHub(text, null)).toBe(hub);
  });

  it.each([`Hi ${typed}`, 'Hi user#3', `Hi ${stranger} and user#9`, 'typed @octo-ann', `x${typed}`, `${typed} user#3`])(
    'is left as it is, and stays so when the words around are edited elsewhere: %s',
    (text) => {
      const hub = names.toHub(text, null);
      expect(names.toRemote(hub, text)).toBe(text);
      expect(names.toRemote(`Now: ${hub}`, text)).toBe(`Now: ${text}`);
    },
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  adfToMarkdown,
  disarmMentions,
  hiddenMentions,
  liveNames,
  type MentionMap,
  markdownToAdf,
  readdressMentions,
  rearmMentions,
} from './index.ts';
import { someMarkdown } from './testing/some-markdown.ts';

const people: MentionMap = {
  toRemote: (name) => (name === 'ann' ? { id: 'jira-ann', text: '@Ann Lee' } : null),
  fromRemote: (id) => (id === 'jira-ann' ? 'ann' : null),
};
const ann = { type: 'mention', attrs: { id: 'jira-ann', text: '@Ann Lee' } };
const zoe = { type: 'mention', attrs: { id: 'jira-zoe', text: '@Zoe' } };

function inlines(markdown: string): unknown {
  return markdownToAdf(markdown, { mentions: people }).value.content[0]?.content;
}

function markdownOf(...content: unknown[]): string {
  return adfToMarkdown({ type: 'doc', content: [{ type: 'paragraph', content }] }, { mentions: people }).value;
}

/** The names that GitHub would notify: outside of code, not inside of words, not behind a zero-width space. */
function notified(markdown: string): string[] {
  const shown = markdown.replace(/<!--[\s\S]*?-->/g, '').replace(/`[^`]*`/g, '');
  return [...shown.matchAll(/(?<![\w@`/.+-])@([a-z\d][a-z\d-]*)/gi)].map((match) => match[1]!);
}

describe('a person with a counterpart', () => {
  it('is mentioned at both ends, and back', () => {
    expect(inlines('Hi @ann!')).toEqual([{ type: 'text', text: 'Hi ' }, ann, { type: 'text', text: '!' }]);
    expect(markdownOf({ type: 'text', text: 'Hi ' }, ann)).toBe('Hi @ann');
  });

  it.each([
    '`@ann`',
    'x@ann.io',
    '[@ann](https://e.test)',
    'https://e.test/@ann',
    '@ann-lee',
    '@ann_lee',
    '@ann.lee',
    '@ann/team',
    '@ann.lee@x',
    '@anna',
    '@@ann',
  ])('is not meant by %s', (markdown) => {
    expect(JSON.stringify(inlines(markdown))).not.toContain('"mention"');
  });

  it('keeps what their mention has of its own', () => {
    const special = { ...ann, attrs: { ...ann.attrs, accessLevel: 'CONTAINER' } };
    expect(inlines(markdownOf(special))).toEqual([special]);
  });
});

describe('a person without a counterpart', () => {
  it('of Markdown is plain text in Jira', () => {
    expect(inlines('Hi @bob')).toEqual([{ type: 'text', text: 'Hi @bob' }]);
  });

  it('of Jira is shown by name, notifies nobody, and is mentioned again when the text comes back', () => {
    const markdown = markdownOf({ type: 'text', text: 'Hi ' }, zoe);
    expect(markdown).toContain('Zoe');
    expect(notified(markdown)).toEqual([]);
    expect(inlines(markdown)).toEqual([{ type: 'text', text: 'Hi ' }, zoe]);
  });

  it('is reported', () => {
    const { losses } = adfToMarkdown(
      { type: 'doc', content: [{ type: 'paragraph', content: [ann, zoe] }] },
      { mentions: people },
    );
    expect(losses).toEqual([{ kind: 'mention', count: 1, excerpt: '@Zoe', where: 'block 1' }]);
  });

  it.each(['@bob', '@octo-cat', '@acme/team', '@Ann Lee', 'bob', '@all'])(
    'whose Jira name is %s still notifies nobody',
    (text) => {
      expect(notified(markdownOf({ type: 'mention', attrs: { id: 'other', text } }))).toEqual([]);
    },
  );
});

describe('disarming a text', () => {
  it.each([
    ['a name', 'Hi @bob', 'Hi @\u200Bbob'],
    ['a team', '@acme/team', '@\u200Bacme/team'],
    ['an entity', 'Hi &#64;bob', 'Hi &#64;\u200Bbob'],
    ['a named entity', '&commat;bob', '&commat;\u200Bbob'],
    ['a name in a link', '[@bob](https://e.test)', '[@\u200Bbob](https://e.test)'],
    ['a name in brackets', '(@bob)', '(@\u200Bbob)'],
    ['a name in emphasis', '_@bob_ and **@bob**', '_@\u200Bbob_ and **@\u200Bbob**'],
    ['a name that begins with a line', '@_bob and @\\_bob', '@\u200B_bob and @\u200B\\_bob'],
    ['a name with lines and full stops', 'see @bob_x.y.', 'see @\u200Bbob_x.y.'],
    ['a group of groups', '@acme/web/ui', '@\u200Bacme/web/ui'],
    ['a name after a full stop', '.@bob', '.@\u200Bbob'],
    ['a name in a list', '- [ ] @bob\n  1. @zoe', '- [ ] @\u200Bbob\n  1. @\u200Bzoe'],
    ['a name in HTML', '<p>@bob</p>', '<p>@\u200Bbob</p>'],
    ['a name in a table', '| a |\n|---|\n| @bob |', '| a |\n|---|\n| @\u200Bbob |'],
    ['a name in a picture', '![@bob](https://e.test/@x.png)', '![@\u200Bbob](https://e.test/@x.png)'],
  ])('takes %s', (_, markdown, disarmed) => {
    expect(disarmMentions(markdown, () => false)).toBe(disarmed);
  });

  it.each([
    '`@bob`',
    '```\n@bob\n```',
    'bob@acme.test',
    '@\u200Bbob',
    'no names',
    'https://e.test/@bob',
    '<https://e.test/@bob>',
    '[a](https://e.test/@bob)',
    '[a]: https://e.test/@bob',
  ])('leaves %s', (markdown) => {
    expect(disarmMentions(markdown, () => false)).toBe(markdown);
  });

  it('leaves those who are known', () => {
    expect(disarmMentions('@ann and @bob', (name) => name === 'ann')).toBe('@ann and @\u200Bbob');
    expect(disarmMentions('@ann. Not @ann_x, @ann.x, @ann\\_x or @ann/x', (name) => name === 'ann')).toBe(
      '@ann. Not @\u200Bann_x, @\u200Bann.x, @\u200Bann\\_x or @\u200Bann/x',
    );
  });

  it('notifies nobody in any text, and needs doing once', () => {
    fc.assert(
      fc.property(someMarkdown, (markdown) => {
        const disarmed = disarmMentions(markdown, () => false);
        expect(disarmMentions(disarmed, () => false)).toBe(disarmed);
        expect(disarmed.replaceAll('\u200B', '')).toBe(markdown.replaceAll('\u200B', ''));
      }),
      { numRuns: 400 },
    );
  });
});

describe('names in a text', () => {
  it('are those that are notified, in lower case', () => {
    expect([...liveNames('@Ann, `@code`, @\u200Bbob, a@b.cd, https://e.test/@eve and @acme/team')]).toEqual([
      'ann',
      'acme/team',
    ]);
  });

  it('become others', () => {
    const names: Record<string, string> = { ann: 'ann-lee', bob: 'bob' };
    expect(readdressMentions('@ann @bob @zoe `@ann`', (name) => names[name] ?? null)).toBe(
      '@ann-lee @bob @\u200Bzoe `@ann`',
    );
  });

  it('are armed again where they are meant, but never one that stands for a mention of another kind', () => {
    expect(rearmMentions('@\u200Bann and @\u200Bbob', (name) => name === 'ann')).toBe('@ann and @\u200Bbob');
    const hidden = markdownOf(zoe);
    expect(rearmMentions(hidden, () => true)).toBe(hidden);
  });

  it('that ride along are known by id, with all their mention has', () => {
    expect(hiddenMentions(markdownOf(zoe, { type: 'text', text: ' and ' }, zoe))).toEqual(
      new Map([['jira-zoe', zoe.attrs]]),
    );
    expect(hiddenMentions('<!--adf {"type":"mention"}--> <!--adf {-->')).toEqual(new Map());
  });
});

import { describe, expect, it } from 'vitest';
import { withByline, withoutByline } from './byline.ts';
import { liveNames } from './mentions.ts';
import { canonicalMarkdown } from './wording/canonical-markdown.ts';

const ann = { name: 'Ann Lee', at: 'GitHub' };

describe('a byline', () => {
  it('says who wrote a text and where, and is taken off again as it was put on', () => {
    expect(withByline('Ship it?', ann)).toBe('On behalf of **Ann Lee** (GitHub):\n\nShip it?');
    expect(withByline('Ship it?', { ...ann, at: null })).toBe('On behalf of **Ann Lee**:\n\nShip it?');
    expect(withByline('x', { name: null, at: 'Jira' })).toBe('On behalf of **somebody** (Jira):\n\nx');
  });

  const texts = [
    '',
    'one',
    '- a\n- b',
    '    code',
    '> quoted',
    'On behalf of **Bob** (Jira):\n\nme too',
    '# h\n\ntext\n',
  ];
  const names = [
    'Ann Lee',
    '**Bob**',
    'x (GitHub):\n\nOn behalf of',
    '@admin',
    '[a](https://evil.example)',
    'snake_case_',
    '<b>',
    '\u202Eeve',
    '',
  ];
  it.each(names.map((name) => [name]))(
    'of %j can be taken off every text, as it is and as every vendor renders it',
    (name) => {
      for (const at of ['GitHub', null])
        for (const text of texts) {
          const whole = withByline(text, { name, at });
          expect(withoutByline(whole)).toBe(text);
          expect(liveNames(whole)).toEqual(new Set());
          expect(whole.split('\n')[1] ?? '').toBe('');
          for (const dialect of ['adf', 'html'] as const) {
            const shown = withoutByline(canonicalMarkdown(whole, dialect));
            expect(canonicalMarkdown(shown, dialect)).toBe(canonicalMarkdown(text, dialect));
          }
        }
    },
  );

  it('is not seen in texts that only speak of somebody', () => {
    for (const text of [
      'On behalf of the team: thanks',
      'Hi\n\nOn behalf of **Ann** (Jira):\n\nx',
      'On behalf of **Ann** (Jira): hello',
    ])
      expect(withoutByline(text)).toBe(text);
  });
});

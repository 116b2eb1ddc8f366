import type { Naming } from '@syncline/core';
import { adfToMarkdown, canonicalMarkdown, markdownToAdf } from '@syncline/rich-text';
import { describe, expect, it } from 'vitest';
import { namingOf } from './naming-of.ts';

const people = [
  { github: 'octo-ann', jira: 'acc-ann' },
  { github: '583231', jira: 'acc-ida' },
  { github: 'eve', jira: 'eve@acme.test' },
];
const github = namingOf({ people, byLogin: ['github'], connection: 'github', mentions: 'login' });
const jira = namingOf({ people, byLogin: ['github'], connection: 'jira', mentions: 'node' });

function document(...content: unknown[]): unknown {
  return { type: 'doc', version: 1, content: [{ type: 'paragraph', content }] };
}

/** What Jira's stream shows of a line. */
function shown(...content: unknown[]): string {
  return adfToMarkdown(document(...content)).value;
}

const hi = { type: 'text', text: 'Hi ' };
const ann = { type: 'mention', attrs: { id: 'acc-ann', text: '@Ann Lee', accessLevel: '' } };
const zoe = { type: 'mention', attrs: { id: 'acc-zoe', text: '@Zoe' } };

describe('a person of the table', () => {
  it('mentioned at GitHub is mentioned in Jira', () => {
    const sent = jira.toRemote('Hi @octo-ann', null);
    expect(markdownToAdf(sent).value).toEqual(
      document(hi, { type: 'mention', attrs: { id: 'acc-ann', text: '@octo-ann' } }),
    );
    expect(canonicalMarkdown(sent, 'adf')).toBe(sent);
  });

  it('mentioned in Jira is mentioned at GitHub', () => {
    const hub = jira.toHub(shown(hi, ann), null);
    expect(hub).toBe('Hi @octo-ann');
    expect(github.toRemote(hub, null)).toBe('Hi @octo-ann');
  });

  it('is left as Jira shows the mention: nothing is written back', () => {
    expect(jira.toRemote('Hi @octo-ann', shown(hi, ann))).toBe(shown(hi, ann));
  });

  it('stays mentioned while the text around is edited at either side', () => {
    const hub = jira.toHub(shown({ type: 'text', text: 'Hello ' }, ann), 'Hi @octo-ann');
    expect(hub).toBe('Hello @octo-ann');
    expect(markdownToAdf(jira.toRemote('Dear @octo-ann', shown(hi, ann))).value).toEqual(
      document({ type: 'text', text: 'Dear ' }, ann),
    );
  });

  it('named by id or e-mail address in the table is no mention: those are no logins and no account ids', () => {
    expect(jira.toRemote('@583231', null)).toBe('@583231');
    expect(jira.toRemote('@eve', null)).toBe('@eve');
    expect(
      github.toRemote(jira.toHub(shown({ type: 'mention', attrs: { id: 'acc-ida', text: '@583231' } }), null), null),
    ).not.toContain('@583231');
  });
});

describe('a person whom the table does not know', () => {
  it('mentioned in Jira notifies nobody at GitHub, and is a mention again on the way back', () => {
    const seen = shown(hi, zoe);
    const hub = jira.toHub(seen, null);
    expect(hub).toBe(seen);
    expect(github.toRemote(hub, null)).not.toMatch(/@\w/);
    expect(markdownToAdf(jira.toRemote(github.toRemote(hub, null), seen)).value).toEqual(document(hi, zoe));
  });

  it('named by words in Jira notifies nobody at GitHub', () => {
    const shownThere = 'See @\u200Bparam and @\u200Bbob';
    expect(github.toRemote('See @param and @bob', null)).toBe(shownThere);
    expect(github.toRemote('See @param and @bob', shownThere)).toBe(shownThere);
  });

  it('named at GitHub stays named there, and is no mention in Jira', () => {
    expect(github.toRemote('Hi @bob', 'Hi @bob')).toBe('Hi @bob');
    expect(github.toRemote('Dear @bob', 'Hi @Bob')).toBe('Dear @bob');
    expect(jira.toRemote('Hi @bob', null)).toBe('Hi @bob');
  });
});

describe('two connections with logins', () => {
  const two = [
    { github: 'ann', gitlab: 'ann-lee', jira: 'acc-ann' },
    { github: 'zed', jira: 'acc-zed' },
    { gitlab: 'twin' },
    { github: 'twin' },
  ];
  const at = (connection: string): Naming =>
    namingOf({
      people: two,
      byLogin: ['github', 'gitlab'],
      connection,
      mentions: connection === 'jira' ? 'node' : 'login',
    });

  it('call a person by the login of each', () => {
    const hub = at('github').toHub('Hi @ann', null);
    expect(at('gitlab').toRemote(hub, null)).toBe('Hi @ann-lee');
    expect(at('github').toRemote(at('gitlab').toHub('Hi @ann-lee', null), null)).toBe('Hi @ann');
  });

  it('never take a stranger of one for whoever is called so at the other, and leave the text where it was written', () => {
    const seen = 'Hi @zed';
    const hub = at('gitlab').toHub(seen, null);
    expect(at('github').toRemote(hub, null)).toBe('Hi @\u200Bzed');
    expect(at('jira').toRemote(hub, null)).toBe(hub);
    expect(at('gitlab').toRemote(hub, seen)).toBe(seen);
  });

  it('take a login of two people for neither', () => {
    expect(at('github').toRemote('Hi @twin', null)).toBe('Hi @\u200Btwin');
  });
});

import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { coversHint } from '../covers-hint.ts';
import { jiraSettings } from '../settings.ts';
import { ADMIN_EVENTS, decodeJiraDelivery } from './decode-delivery.ts';
import { verifyOriginToken } from './origin-token.ts';

const signed = { 'x-hub-signature': 'sha256=…' };

function decode(event: string, payload: unknown, headers: Record<string, string> = signed) {
  return decodeJiraDelivery({ event, headers, rawBody: new TextEncoder().encode(JSON.stringify(payload)) });
}

describe('decodeJiraDelivery', () => {
  const issue = { id: '10010', key: 'API-1', fields: { project: { id: '10000', key: 'API' } } };

  it('takes the change log, whose entries have a member called toString, for what it is', () => {
    const changelog = { items: [{ field: 'status', fromString: 'To Do', toString: 'Done' }] };
    expect(decode('jira:issue_updated', { issue, changelog })).toEqual({
      outcome: 'hints',
      hints: [{ op: 'changed', stream: 'issues', externalId: '10010', locator: 'API-1', scope: '10000' }],
    });
  });

  it('believes a delete only where the body is signed', () => {
    expect(decode('jira:issue_deleted', { issue })).toMatchObject({ hints: [{ op: 'deleted' }] });
    expect(decode('jira:issue_deleted', { issue }, {})).toMatchObject({ hints: [{ op: 'changed' }] });
  });

  it('looks at the issues that a deleted one was linked to, each once', () => {
    const issuelinks = [
      { id: '1', type: { name: 'Blocks' }, outwardIssue: { id: '11' } },
      { id: '2', type: { name: 'Relates' }, inwardIssue: { id: '11' } },
      { id: '3', type: { name: 'Blocks' }, inwardIssue: { id: '12' } },
    ];
    const linked = { ...issue, fields: { ...issue.fields, issuelinks } };
    const hints = [
      { op: 'deleted', stream: 'issues', externalId: '10010', locator: 'API-1', scope: '10000' },
      { op: 'changed', stream: 'issues', externalId: '11', locator: null, scope: 'site' },
      { op: 'changed', stream: 'issues', externalId: '12', locator: null, scope: 'site' },
    ];
    expect(decode('jira:issue_deleted', { issue: linked })).toEqual({ outcome: 'hints', hints });
  });

  it('does not take a project in the bin for a deleted one', () => {
    const project = { id: 10_000, key: 'API' };
    expect(decode('project_soft_deleted', { project })).toMatchObject({ hints: [{ op: 'changed' }] });
    expect(decode('project_deleted', { project })).toMatchObject({ hints: [{ op: 'deleted', scope: 'site' }] });
  });

  it('knows the project of a comment by its issue’s key where nothing else is shown', () => {
    const payload = { comment: { id: '5' }, issue: { id: '10010', key: 'API-1' } };
    expect(decode('comment_deleted', payload)).toMatchObject({
      hints: [{ stream: 'comments', externalId: '5', locator: '10010/comments/5', scope: 'API' }],
    });
  });

  it.each(['', 'null', '[]', '"x"', '{', '{"issue":1}', '{"issue":{"id":"x"}}', '{"version":{}}', '[['.repeat(50_000)])(
    'calls %j malformed and does not throw',
    (text) => {
      for (const event of ADMIN_EVENTS)
        expect(decodeJiraDelivery({ event, headers: signed, rawBody: Buffer.from(text) }).outcome).toBe('malformed');
    },
  );
});

describe('coversHint', () => {
  it('leaves out what the settings leave out, as far as a hint says so', () => {
    const settings = jiraSettings.parse({ projects: ['API'] });
    const hint = { op: 'changed', externalId: '1', scope: '10000' } as const;
    const covers = (stream: string, locator: string | null) => coversHint(settings, { ...hint, stream, locator });
    expect(covers('issues', 'API-1')).toBe(true);
    expect(covers('issues', 'WEB-1')).toBe(false);
    expect(covers('issues', null)).toBe(true);
    expect(covers('projects', 'WEB')).toBe(false);
    expect(covers('users', 'abc')).toBe(true);
  });
});

describe('verifyOriginToken', () => {
  const now = new Date('2026-11-21T09:00:00Z');

  it('refuses other algorithms, other secrets, other texts and what has lapsed', () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const token = (header: object, claims: object, secret = 's3cret') => {
      const text = `${part(header)}.${part(claims)}`;
      return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
    };
    const exp = now.getTime() / 1_000 + 60;
    const good = token({ alg: 'HS256' }, { exp });
    const verify = (text: string) => verifyOriginToken(text, 's3cret', now);
    expect(verify(good)).toBe(true);
    expect(verify(`${good}=`)).toBe(false);
    expect(verify(good.replace(/\.[^.]+$/, '.'))).toBe(false);
    expect(verify(token({ alg: 'none' }, { exp }))).toBe(false);
    expect(verify(token({ alg: 'HS256' }, { exp }, 'other'))).toBe(false);
    expect(verify(token({ alg: 'HS256' }, { exp: exp - 200 }))).toBe(false);
    expect(verify(token({ alg: 'HS256' }, {}))).toBe(false);
    for (const text of ['', '.', '..', '...', 'a.b.c', good.slice(1)]) expect(verify(text)).toBe(false);
  });
});

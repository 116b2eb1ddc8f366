import { describe, expect, it } from 'vitest';
import { interpretJiraAnswer } from './answer.ts';

const receivedAt = new Date('2026-11-21T09:00:00Z');

function interpret(status: number, headers: Record<string, string> = {}, body: unknown = null) {
  return interpretJiraAnswer({
    method: 'PUT',
    url: 'https://acme.atlassian.net/rest/api/3/issue/1?x=y',
    status,
    headers: new Headers(headers),
    bodyText: body === null ? null : JSON.stringify(body),
    receivedAt,
  });
}

describe('interpretJiraAnswer', () => {
  it('names the first field that Jira refuses by our name of it, and quotes it', () => {
    const { error } = interpret(400, {}, { errorMessages: ['No'], errors: { duedate: 'Not a date', summary: 'Long' } });
    expect(error).toMatchObject({ class: 'invalid', field: 'due_date', status: 400 });
    expect(error?.message).toBe(
      'Jira answered 400 to PUT https://acme.atlassian.net/rest/api/3/issue/1: No; duedate: Not a date; summary: Long',
    );
  });

  it('pauses everything for a quota or a burst, and nothing else for one issue written to too often', () => {
    const limited = (reason: string) => interpret(429, { 'retry-after': '9', 'ratelimit-reason': reason });
    const until = new Date('2026-11-21T09:00:09Z');
    expect(limited('jira-quota-global-based')).toMatchObject({
      limits: { bucket: 'core', pausedUntil: until },
      error: { class: 'rate_limited', code: 'jira_quota_global_based', retryAt: until },
    });
    expect(limited('jira-burst-based').limits).toEqual({ bucket: 'burst', pausedUntil: until });
    expect(limited('jira-per-issue-on-write')).toMatchObject({
      limits: null,
      error: { class: 'rate_limited', retryAt: until },
    });
  });

  it('never waits for a time that is over already, nor for none at all', () => {
    const late = interpret(429, { 'x-ratelimit-reset': '2026-11-21T08:00Z' });
    expect(late.error?.retryAt).toEqual(new Date('2026-11-21T09:00:01Z'));
    expect(interpret(429).error?.retryAt).toEqual(new Date('2026-11-21T09:00:10Z'));
  });

  it('reads the hourly count, whose reset is a minute, and takes no burst for it', () => {
    const counted = { 'x-ratelimit-limit': '65000', 'x-ratelimit-remaining': '64000' };
    expect(interpret(200, { ...counted, 'x-ratelimit-reset': '2026-11-21T10:00Z' })).toEqual({
      limits: { bucket: 'core', limit: 65_000, remaining: 64_000, resetAt: new Date('2026-11-21T10:00:00Z') },
      error: null,
    });
    expect(interpret(200, counted).limits).toBeNull();
  });

  it.each(['{', 'null', '[]', '"x"', '{"errors":[]}', '{"errors":{"a":1},"errorMessages":[null]}'])(
    'finds no words in %s',
    (bodyText) => {
      const answer = { method: 'GET', url: 'https://x.example/', status: 500, headers: new Headers(), receivedAt };
      expect(interpretJiraAnswer({ ...answer, bodyText }).error?.message).toBe(
        'Jira answered 500 to GET https://x.example/',
      );
    },
  );
});

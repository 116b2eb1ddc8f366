import { describe, expect, it } from 'vitest';
import { interpretTrelloAnswer } from './answer.ts';

const NOW = new Date('2026-11-21T10:00:00Z');

function interpret(
  status: number,
  bodyText: string | null,
  more: { headers?: Record<string, string>; path?: string } = {},
) {
  return interpretTrelloAnswer({
    method: 'PUT',
    url: `https://api.trello.com/1${more.path ?? '/cards/5abbe4b7ddc1b351ef961414'}?fields=name`,
    status,
    headers: new Headers(more.headers),
    bodyText,
    receivedAt: NOW,
  });
}

describe('interpretTrelloAnswer', () => {
  it('says how many calls the token has left, where Trello does', () => {
    const headers = {
      'x-rate-limit-api-token-interval-ms': '10000',
      'x-rate-limit-api-token-max': '100',
      'x-rate-limit-api-token-remaining': '42',
    };
    expect(interpret(200, null, { headers })).toEqual({
      limits: { bucket: 'core', limit: 100, remaining: 42, resetAt: new Date('2026-11-21T10:00:10Z') },
      error: null,
    });
    expect(interpret(200, null)).toEqual({ limits: null, error: null });
    expect(interpret(200, null, { headers: { ...headers, 'x-rate-limit-api-token-max': 'many' } }).limits).toBeNull();
  });

  it.each([
    ['invalid value for idList', 'list'],
    ['invalid value for due', 'due'],
    ['invalid value for desc', 'description'],
    ['invalid value for idMembers', 'assignees'],
    ['invalid value for text', 'body'],
    ['{"message":"invalid value for name","error":"ERROR"}', 'name'],
    ['invalid id', undefined],
  ])('%j names the field %s', (body, field) => {
    const { error } = interpret(400, body);
    expect(error).toMatchObject({ class: 'invalid', code: 'trello_400' });
    expect(error?.field).toBe(field);
  });

  it('tells a token that is none from one that may not', () => {
    for (const words of ['invalid token', 'expired token', 'invalid key', ''])
      expect(interpret(401, words).error?.class).toBe('auth');
    expect(interpret(401, 'unauthorized card permission requested').error?.class).toBe('permission');
  });

  it('rests the connection for a window, and of the members’ limit that call alone', () => {
    const body = '{"error":"API_TOKEN_LIMIT_EXCEEDED","message":"Rate limit exceeded"}';
    const retryAt = new Date('2026-11-21T10:00:10Z');
    expect(interpret(429, body)).toMatchObject({
      limits: { bucket: 'core', pausedUntil: retryAt },
      error: { class: 'rate_limited', code: 'trello_api_token_limit_exceeded', retryAt },
    });
    expect(interpret(429, body, { path: '/members/me/boards' })).toMatchObject({
      limits: null,
      error: { class: 'rate_limited', retryAt: new Date('2026-11-21T10:01:00Z') },
    });
    expect(interpret(429, '', { headers: { 'retry-after': '30' } }).error?.retryAt).toEqual(
      new Date('2026-11-21T10:00:30Z'),
    );
  });

  it('repeats no page of a proxy, and shows no query', () => {
    const { error } = interpret(502, '<html>secret</html>');
    expect(error?.message).toBe('Trello answered 502 to PUT https://api.trello.com/1/cards/5abbe4b7ddc1b351ef961414');
  });
});

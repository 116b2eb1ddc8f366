import { describe, expect, it } from 'vitest';
import { interpretGitHubAnswer } from './answer.ts';

const receivedAt = new Date('2026-11-21T00:00:00Z');

function interpret(
  status: number,
  headers: Record<string, string> = {},
  body: unknown = { message: 'Words of GitHub' },
) {
  const bodyText = status < 400 ? null : typeof body === 'string' ? body : JSON.stringify(body);
  return interpretGitHubAnswer({
    method: 'GET',
    url: 'https://api.github.com/repos/a/b?token=hidden',
    status,
    headers: new Headers(headers),
    bodyText,
    receivedAt,
  });
}

describe('interpretGitHubAnswer', () => {
  it('reads the limits of a success', () => {
    const reset = receivedAt.getTime() / 1000 + 1800;
    const headers = {
      'x-ratelimit-limit': '5000',
      'x-ratelimit-remaining': '4990',
      'x-ratelimit-reset': String(reset),
      'x-ratelimit-resource': 'core',
    };
    expect(interpret(200, headers)).toEqual({
      limits: { bucket: 'core', limit: 5000, remaining: 4990, resetAt: new Date(reset * 1000) },
      error: null,
    });
    expect(interpret(304)).toEqual({ limits: null, error: null });
  });

  it.each([
    [401, 'auth'],
    [403, 'permission'],
    [404, 'not_found'],
    [410, 'not_found'],
    [409, 'conflict'],
    [412, 'conflict'],
    [400, 'invalid'],
    [422, 'invalid'],
    [500, 'transient'],
    [502, 'transient'],
    [503, 'transient'],
    [504, 'transient'],
  ])('takes %i for %s', (status, errorClass) =>
    expect(interpret(status).error).toMatchObject({ class: errorClass, status }),
  );

  it.each([403, 429])('waits for the reset of a spent primary limit (%i)', (status) => {
    const { error, limits } = interpret(status, {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(receivedAt.getTime() / 1000 + 90),
    });
    expect(error).toMatchObject({
      class: 'rate_limited',
      code: 'github_primary_limit',
      retryAt: new Date(receivedAt.getTime() + 90_000),
    });
    expect(limits?.pausedUntil).toEqual(error?.retryAt);
  });

  it.each([403, 429])('waits as long as a secondary limit says (%i)', (status) => {
    const { error, limits } = interpret(status, { 'retry-after': '17', 'x-ratelimit-remaining': '100' });
    expect(error).toMatchObject({
      class: 'rate_limited',
      code: 'github_secondary_limit',
      retryAt: new Date(receivedAt.getTime() + 17_000),
    });
    expect(limits?.pausedUntil).toEqual(error?.retryAt);
  });

  it('waits a minute for a secondary limit that names no time', () => {
    const { error } = interpret(403, {}, { message: 'You have exceeded a secondary rate limit.' });
    expect(error).toMatchObject({ class: 'rate_limited', retryAt: new Date(receivedAt.getTime() + 60_000) });
  });

  it('never waits for a time that has passed', () => {
    const { error } = interpret(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1000' });
    expect(error?.retryAt?.getTime()).toBeGreaterThan(receivedAt.getTime());
  });

  it('names the field that GitHub names', () => {
    const { error } = interpret(
      422,
      {},
      { message: 'Validation Failed', errors: [{ resource: 'Issue', field: 'title', code: 'missing_field' }] },
    );
    expect(error).toMatchObject({
      class: 'invalid',
      field: 'title',
      message: expect.stringContaining('Validation Failed (title: missing_field)'),
    });
  });

  it('survives any body, cuts long words and leaves the query out', () => {
    for (const body of ['', '<html>', 'null', '[]', '{"message":5,"errors":[null]}', '{"errors":["x"]}'])
      expect(interpret(500, {}, body).error?.class).toBe('transient');
    const { error } = interpret(400, {}, { message: 'x'.repeat(5_000) });
    expect(error?.message.length).toBeLessThan(400);
    expect(error?.message).not.toContain('hidden');
  });
});

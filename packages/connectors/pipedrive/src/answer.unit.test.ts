import { describe, expect, it } from 'vitest';
import { interpretPipedriveAnswer } from './answer.ts';

const receivedAt = new Date('2026-11-21T10:00:00.000Z');
const answer = (status: number, headers: Record<string, string> = {}, bodyText: string | null = null) =>
  interpretPipedriveAnswer({
    method: 'GET',
    url: 'https://api.pipedrive.com/api/v2/deals?cursor=x',
    status,
    headers: new Headers(headers),
    bodyText,
    receivedAt,
  });
const after = (ms: number) => new Date(receivedAt.getTime() + ms);
const BUDGET = { 'x-daily-ratelimit-token-limit': '30000', 'x-daily-ratelimit-token-remaining': '29000' };

describe('an answer', () => {
  it('tells what is left of the day, and nothing where the headers are missing', () => {
    expect(answer(200, BUDGET)).toEqual({ limits: { bucket: 'core', limit: 30_000, remaining: 29_000 }, error: null });
    expect(answer(200)).toEqual({ limits: null, error: null });
    expect(answer(200, { ...BUDGET, 'x-daily-ratelimit-token-remaining': 'many' }).limits).toBeNull();
  });

  it('that took the last call of the moment makes a pause of as long as it says', () => {
    const headers = { ...BUDGET, 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '2' };
    expect(answer(200, headers).limits).toEqual({ bucket: 'burst', remaining: 0, pausedUntil: after(2_000) });
  });
});

describe('a refusal', () => {
  it.each([
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' }, 1_000],
    [{}, 2_000],
    [{ 'retry-after': '30' }, 30_000],
    [{ 'x-daily-ratelimit-token-limit': '1', 'x-daily-ratelimit-token-remaining': '0' }, 900_000],
  ])('of too many calls with %j waits %i ms', (headers, ms) => {
    const { error, limits } = answer(429, headers, '{"success":false,"error":"request over limit"}');
    expect(error).toMatchObject({ class: 'rate_limited', retryAt: after(ms) });
    expect(limits?.pausedUntil).toEqual(after(ms));
  });

  it('by a page of the edge is a long pause, one by the API a matter of rights', () => {
    const page = '<!DOCTYPE html><html>blocked</html>';
    expect(answer(403, {}, page).error).toMatchObject({ class: 'rate_limited', retryAt: after(600_000) });
    expect(answer(403, {}, '{"success":false,"error":"Scope and URL mismatch"}').error).toMatchObject({
      class: 'permission',
      message: expect.stringContaining('Scope and URL mismatch'),
    });
    expect(answer(403).error).toMatchObject({ class: 'permission' });
  });

  it('is called as Pipedrive calls it, without what was asked for', () => {
    const body = '{"success":false,"error":"Deal not found","code":"ERR_NOT_FOUND"}';
    const { error } = answer(404, {}, body);
    expect(error).toMatchObject({ class: 'not_found', code: 'pipedrive_err_not_found', status: 404 });
    expect(error?.message).not.toContain('cursor=x');
    expect(answer(400, {}, '{"success":false,"errors":{"name":["is required"]}}').error?.message).toContain(
      'is required',
    );
    for (const text of ['{', '', 'null', '[]']) expect(answer(400, {}, text).error).toMatchObject({ class: 'invalid' });
  });
});

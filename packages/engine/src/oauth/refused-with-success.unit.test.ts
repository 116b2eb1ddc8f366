import { describe, expect, it } from 'vitest';
import { refusedWithSuccess } from './refused-with-success.ts';

const answer = (body: string, status = 200) =>
  new Response(body, { status, headers: { 'content-type': 'application/json;charset=utf-8' } });

describe('token answers', () => {
  it('that refuse with status 200 are refusals', async () => {
    const refused = await refusedWithSuccess(answer('{"error":"invalid_code"}'));
    expect(refused.status).toBe(400);
    expect(await refused.json()).toEqual({ error: 'invalid_code' });
  });

  it('of all other kinds pass as they came, and can still be read', async () => {
    for (const [body, status] of [
      ['{"access_token":"a","token_type":"Bearer"}', 200],
      ['{"access_token":"a","error":null}', 200],
      ['{"error":"invalid_grant"}', 401],
      ['no JSON', 200],
      ['null', 200],
    ] as const) {
      const given = answer(body, status);
      const passed = await refusedWithSuccess(given);
      expect(passed).toBe(given);
      expect(await passed.text()).toBe(body);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { interpretZohoAnswer } from './answer.ts';

const at = new Date('2026-11-21T12:00:00Z');
const interpret = (status: number, body: object | string, headers: Record<string, string> = {}) =>
  interpretZohoAnswer({
    method: 'PUT',
    url: 'https://www.zohoapis.eu/crm/v8/Accounts/1?secret=x',
    status,
    headers: new Headers(headers),
    bodyText: typeof body === 'string' ? body : JSON.stringify(body),
    receivedAt: at,
  });

describe('answers of Zoho', () => {
  it('tell what is left of the credits once half is used, and nothing before', () => {
    expect(interpret(200, '').limits).toBeNull();
    expect(interpret(200, '', { 'x-api-credits-remaining': '24000' }).limits).toEqual({
      bucket: 'core',
      remaining: 24_000,
    });
  });

  it('pause for seconds at the limit of calls at once, and for minutes when no credit is left', () => {
    const pauseOf = (headers = {}) => interpret(429, { code: 'TOO_MANY_REQUESTS' }, headers).error?.retryAt?.getTime();
    expect(pauseOf()).toBe(at.getTime() + 15_000);
    expect(pauseOf({ 'x-api-credits-remaining': '0' })).toBe(at.getTime() + 300_000);
    expect(pauseOf({ 'retry-after': '7' })).toBe(at.getTime() + 7_000);
  });

  it('are refused in the words of their first entry, with the field, and without the query of the address', () => {
    const entry = {
      code: 'INVALID_DATA',
      details: { api_name: 'Phone', maximum_length: 30 },
      message: 'invalid data',
      status: 'error',
    };
    const { error } = interpret(400, { data: [entry] });
    expect(error).toMatchObject({ class: 'invalid', code: 'zoho_invalid_data', field: 'Phone' });
    expect(error?.message).not.toContain('secret');
  });

  it('say of the own key that is taken by another upsert to try again, and of other unique fields that they are', () => {
    const duplicate = (api_name: string) =>
      interpret(400, { data: [{ code: 'DUPLICATE_DATA', details: { api_name }, message: 'duplicate data' }] }).error
        ?.class;
    expect([duplicate('Syncline_Key'), duplicate('Email')]).toEqual(['transient', 'invalid']);
  });
});

import { describe, expect, it } from 'vitest';
import { interpretSalesforceAnswer } from './answer.ts';

const receivedAt = new Date('2026-11-21T08:00:00Z');

function interpret(status: number, body: unknown, headers: Record<string, string> = {}) {
  const bodyText = typeof body === 'string' ? body : JSON.stringify(body);
  const url = 'https://acme.my.salesforce.com/services/data/v62.0/query?q=secret';
  return interpretSalesforceAnswer({ method: 'GET', url, status, headers: new Headers(headers), bodyText, receivedAt });
}
const refused = (errorCode: string, message = 'words', fields?: string[]) => [
  { message, errorCode, ...(fields && { fields }) },
];

describe('an answer of Salesforce', () => {
  it.each([
    [200, 'ok', null],
    [304, '', null],
    [400, refused('FIELD_CUSTOM_VALIDATION_EXCEPTION'), 'invalid'],
    [400, refused('DUPLICATES_DETECTED'), 'invalid'],
    [400, refused('INVALID_FIELD'), 'invalid'],
    [400, refused('UNABLE_TO_LOCK_ROW'), 'transient'],
    [400, refused('INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY'), 'permission'],
    [400, { error: 'invalid_grant', error_description: 'expired' }, 'auth'],
    [401, refused('INVALID_SESSION_ID'), 'auth'],
    [403, '<html>', 'permission'],
    [404, refused('ENTITY_IS_DELETED'), 'not_found'],
    [412, '', 'conflict'],
    [500, '<html>', 'transient'],
    [503, refused('SERVER_UNAVAILABLE'), 'transient'],
  ])('%i %j is %s', (status, body, expected) => {
    expect(interpret(status, body).error?.class ?? null).toBe(expected);
  });

  it('names the field and the code, and not what the query held', () => {
    const { error } = interpret(400, refused('STRING_TOO_LONG', 'Name: data value too large', ['Name']));
    expect(error).toMatchObject({ code: 'salesforce_string_too_long', field: 'Name', status: 400 });
    expect(error?.message).not.toContain('secret');
  });

  it('knows the refusal of our own validation rule', () => {
    const body = refused('FIELD_CUSTOM_VALIDATION_EXCEPTION', 'stale_outbound_write: newer', ['Version__c']);
    expect(interpret(400, body).error).toMatchObject({ class: 'invalid', code: 'stale_outbound_write' });
  });

  it('tries again when two upserts met under one new key, and not for another unique field', () => {
    const ours = refused('DUPLICATE_VALUE', 'duplicate value found: Syncline_Key__c duplicates value on record');
    expect(interpret(400, ours).error?.class).toBe('transient');
    expect(interpret(400, refused('DUPLICATE_VALUE', 'Tax_Id__c duplicates')).error?.class).toBe('invalid');
  });

  it('reads the limits of the organisation and of the app, the tighter one', () => {
    expect(interpret(200, '', { 'sforce-limit-info': 'api-usage=18/5000' }).limits).toEqual({
      bucket: 'core',
      limit: 5_000,
      remaining: 4_982,
    });
    const both = 'api-usage=25/5000; per-app-api-usage=240/250(appName=syncline)';
    expect(interpret(200, '', { 'sforce-limit-info': both }).limits).toMatchObject({ limit: 250, remaining: 10 });
    expect(interpret(200, '', {}).limits).toBeNull();
    expect(interpret(200, '', { 'sforce-limit-info': 'api-usage=6000/5000' }).limits).toMatchObject({ remaining: 0 });
  });

  it.each([
    ['TotalRequests Limit exceeded.', {}, 300_000],
    ['ConcurrentPerOrgLongTxn Limit exceeded.', {}, 15_000],
    ['TotalRequests Limit exceeded.', { 'retry-after': '30' }, 30_000],
  ])('waits after %s %j', (message, headers, ms) => {
    const { error, limits } = interpret(403, refused('REQUEST_LIMIT_EXCEEDED', message), headers);
    expect(error?.class).toBe('rate_limited');
    expect(error?.retryAt).toEqual(new Date(receivedAt.getTime() + ms));
    expect(limits?.pausedUntil).toEqual(error?.retryAt);
  });
});

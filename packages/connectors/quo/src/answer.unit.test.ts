import { describe, expect, it } from 'vitest';
import { interpretQuoAnswer } from './answer.ts';
import { partyOf, plainNumber } from './phone.ts';

const receivedAt = new Date('2026-11-21T09:00:00Z');

function interpret(status: number, body: unknown, headers: Record<string, string> = {}) {
  return interpretQuoAnswer({
    method: 'PATCH',
    url: 'https://api.quo.com/v1/contacts/6a1',
    status,
    headers: new Headers(headers),
    bodyText: typeof body === 'string' ? body : JSON.stringify(body),
    receivedAt,
  });
}

describe('interpretQuoAnswer', () => {
  it.each([
    ['/body/defaultFields/emails/0/value', 'email'],
    ['/body/defaultFields/phoneNumbers/1/value', 'phone'],
    ['/body/defaultFields/role', 'title'],
    ['/body/firstName', 'first_name'],
    ['/body/customFields/0', undefined],
  ])('names the field at %s in our words', (path, field) => {
    const { error } = interpret(400, {
      title: 'Bad Request',
      message: 'No',
      errors: [{ path, message: 'must be string' }],
    });
    expect(error?.field).toBe(field);
    expect(error?.message).toContain('must be string');
  });

  it('reads what the first version says as it documents it, and as it has been seen to say it', () => {
    const flat = interpret(409, { message: 'There is one', code: '0800409', status: 409, title: 'Conflict' });
    expect(flat.error).toMatchObject({ class: 'conflict', code: 'quo_0800409' });
    const wrapped = interpret(409, { error: { message: 'There is one', key: 'Conflict', trace: '1' } });
    expect(wrapped.error).toMatchObject({ class: 'conflict', code: 'quo_409' });
    for (const { error } of [flat, wrapped]) expect(error?.message).toContain('There is one');
  });

  it('rests two seconds at the limit, which names no time, and as long as one that is named', () => {
    expect(interpret(429, '').limits?.pausedUntil).toEqual(new Date('2026-11-21T09:00:02Z'));
    expect(interpret(429, '', { 'retry-after': '9' }).error?.retryAt).toEqual(new Date('2026-11-21T09:00:09Z'));
  });
});

describe('numbers', () => {
  it('that are shown belong to one caller, words for hidden ones to nobody', () => {
    expect(['+15551234567', '72345', 'anonymous', 'restricted', '', null, '+0123', '5551234567'].map(partyOf)).toEqual([
      '+15551234567',
      '72345',
      ...Array.from({ length: 6 }, () => null),
    ]);
  });

  it('that say their country lose the marks between their digits, others stay as they were typed', () => {
    expect(plainNumber(' +1 (555) 123-4567 ')).toBe('+15551234567');
    expect(plainNumber('(555) 123-4567')).toBe('(555) 123-4567');
    expect(plainNumber(plainNumber('+49 30\u00a0123 456'))).toBe('+4930123456');
  });
});

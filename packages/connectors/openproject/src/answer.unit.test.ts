import { describe, expect, it } from 'vitest';
import { interpretOpenProjectAnswer } from './answer.ts';

const receivedAt = new Date('2026-11-21T09:00:00Z');
const ERRORS = 'urn:openproject-org:api:v3:errors:';

function interpret(status: number, headers: Record<string, string> = {}, body: unknown = null) {
  return interpretOpenProjectAnswer({
    method: 'PATCH',
    url: 'https://op.example/api/v3/work_packages/1?notify=false',
    status,
    headers: new Headers(headers),
    bodyText: body === null ? null : JSON.stringify(body),
    receivedAt,
  });
}

describe('interpretOpenProjectAnswer', () => {
  it('names the first of many refused fields by our name of it, and quotes them all', () => {
    const problem = (attribute: string, message: string) => ({
      _type: 'Error',
      errorIdentifier: `${ERRORS}PropertyConstraintViolation`,
      message,
      _embedded: { details: { attribute } },
    });
    const errors = [problem('dueDate', 'Too early.'), problem('subject', "Can't be blank.")];
    const body = {
      _type: 'Error',
      errorIdentifier: `${ERRORS}MultipleErrors`,
      message: 'Multiple errors.',
      _embedded: { errors },
    };
    const { error } = interpret(422, {}, body);
    expect(error).toMatchObject({ class: 'invalid', field: 'due_date', code: 'openproject_multiple_errors' });
    expect(error?.message).toBe(
      "OpenProject answered 422 to PATCH https://op.example/api/v3/work_packages/1: Multiple errors.; Too early.; Can't be blank.",
    );
  });

  it('knows attributes with a capital letter, as the description shows them', () => {
    const body = {
      _type: 'Error',
      errorIdentifier: 'x',
      message: '',
      _embedded: { details: { attribute: 'Subject' } },
    };
    expect(interpret(422, {}, body).error?.field).toBe('subject');
  });

  it('takes a version that is not the newest for a conflict', () => {
    const body = { _type: 'Error', errorIdentifier: `${ERRORS}UpdateConflict`, message: 'Changed meanwhile.' };
    expect(interpret(409, {}, body).error).toMatchObject({ class: 'conflict', code: 'openproject_update_conflict' });
  });

  it('waits as long as it is told, by seconds or by a date, never for a time that is over', () => {
    const until = (value: string) => interpret(429, { 'retry-after': value }).error?.retryAt?.toISOString();
    expect(until('30')).toBe('2026-11-21T09:00:30.000Z');
    expect(until('Sat, 21 Nov 2026 09:02:00 GMT')).toBe('2026-11-21T09:02:00.000Z');
    expect(until('Sat, 21 Nov 2026 08:00:00 GMT')).toBe('2026-11-21T09:00:01.000Z');
    expect(interpret(429).error?.retryAt?.toISOString()).toBe('2026-11-21T09:00:10.000Z');
    expect(interpret(503).error?.class).toBe('transient');
  });

  it.each([
    '{',
    'null',
    '[]',
    '"x"',
    '{"_type":"Error"}',
    '{"_type":"Error","message":[1],"_embedded":{"errors":[null]}}',
  ])('finds no words in %s', (bodyText) => {
    const answer = { method: 'GET', url: 'https://x.example/', status: 500, headers: new Headers(), receivedAt };
    expect(interpretOpenProjectAnswer({ ...answer, bodyText }).error?.message).toBe(
      'OpenProject answered 500 to GET https://x.example/',
    );
  });
});

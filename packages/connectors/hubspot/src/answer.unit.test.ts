import { describe, expect, it } from 'vitest';
import { interpretHubspotAnswer } from './answer.ts';

const receivedAt = new Date('2026-11-21T10:00:00Z');

function interpret(status: number, body: unknown, headers: Record<string, string> = {}) {
  return interpretHubspotAnswer({
    method: 'POST',
    url: 'https://api.hubapi.com/crm/v3/objects/contacts/search?hapikey=secret',
    status,
    headers: new Headers(headers),
    bodyText: typeof body === 'string' ? body : JSON.stringify(body),
    receivedAt,
  });
}

const windowHeaders = {
  'x-hubspot-ratelimit-max': '190',
  'x-hubspot-ratelimit-remaining': '7',
  'x-hubspot-ratelimit-interval-milliseconds': '10000',
};

describe('limits', () => {
  it('are what the headers say of the rolling window', () => {
    expect(interpret(200, '', windowHeaders)).toEqual({
      limits: { bucket: 'core', limit: 190, remaining: 7, resetAt: new Date('2026-11-21T10:00:10Z') },
      error: null,
    });
    expect(interpret(200, '').limits).toBeNull();
    expect(interpret(200, '', { ...windowHeaders, 'x-hubspot-ratelimit-max': 'many' }).limits).toBeNull();
  });

  it.each([
    ['SECONDLY', 'search', 1_000],
    ['TEN_SECONDLY_ROLLING', 'core', 10_000],
    ['DAILY', 'core', 900_000],
    ['SOMETHING_NEW', 'core', 10_000],
  ])('that are spent pause by their policy: %s', (policyName, bucket, pauseMs) => {
    const { limits, error } = interpret(429, { errorType: 'RATE_LIMIT', policyName, message: 'You have reached' });
    const pausedUntil = new Date(receivedAt.getTime() + pauseMs);
    expect(limits).toEqual({ bucket, pausedUntil });
    expect(error).toMatchObject({ class: 'rate_limited', retryAt: pausedUntil });
  });

  it('wait for the time that an edge names', () => {
    expect(interpret(429, '', { 'retry-after': '30' }).error?.retryAt).toEqual(new Date('2026-11-21T10:00:30Z'));
  });
});

describe('a refusal', () => {
  it('names the property where HubSpot lists it, and where it only writes it into its message', () => {
    const listed = interpret(400, {
      category: 'VALIDATION_ERROR',
      message: 'Property values were not valid',
      errors: [{ message: 'x', code: 'INVALID_EMAIL', context: { propertyName: ['email'] } }],
    }).error;
    expect(listed).toMatchObject({ class: 'invalid', code: 'hubspot_invalid_email', field: 'email' });
    const written = interpret(400, {
      category: 'VALIDATION_ERROR',
      message:
        'Property values were not valid: [{"isValid":false,"message":"x","error":"INVALID_OPTION","name":"industry"}]',
    }).error;
    expect(written).toMatchObject({ class: 'invalid', code: 'hubspot_invalid_option', field: 'industry' });
  });

  it('of a contact that is there is about its e-mail address, and not tried again', () => {
    const { error } = interpret(409, { category: 'CONFLICT', message: 'Contact already exists. Existing ID: 512' });
    expect(error).toMatchObject({ class: 'invalid', code: 'hubspot_already_exists', field: 'email' });
  });

  it('shows neither the query nor more than a line of what HubSpot said', () => {
    const { error } = interpret(400, { message: `x\n${'y'.repeat(1_000)}` });
    expect(error?.message).not.toContain('hapikey');
    expect(error?.message.length).toBeLessThan(500);
    expect(error?.message).not.toContain('\n');
  });

  it.each(['', '<html>', 'null', '[]', '"x"', '{"errors":[null,1],"context":7,"message":5}'])(
    'with a body such as %s follows the status',
    (body) => {
      expect(interpret(404, body).error?.class).toBe('not_found');
      expect(interpret(503, body).error?.class).toBe('transient');
    },
  );
});

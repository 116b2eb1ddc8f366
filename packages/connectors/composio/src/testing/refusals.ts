import type { Refusal } from '@syncline/connector-sdk/testing';

const error = (message: string, status: number) => JSON.stringify({ error: { message, code: status, status } });

/** As Composio itself refuses; `{credentials}` stands for a token that the answer repeats. */
export const refusals: readonly Refusal[] = [
  { name: '401', status: 401, body: error('Invalid API key {credentials}', 401), expected: 'auth' },
  { name: '403', status: 403, body: error('The key may not execute by proxy', 403), expected: 'permission' },
  { name: '404', status: 404, body: error('Connected account not found', 404), expected: 'not_found' },
  { name: '400', status: 400, body: error('Invalid request', 400), expected: 'invalid' },
  { name: '422', status: 422, body: error('Unprocessable {credentials}', 422), expected: 'invalid' },
  { name: '500', status: 500, body: '<html>{credentials}</html>', expected: 'transient' },
  { name: '502', status: 502, body: error('The toolkit did not answer', 502), expected: 'transient' },
  { name: '504', status: 504, body: '', expected: 'transient' },
  { name: '429', status: 429, body: error('Rate limit exceeded', 429), expected: 'rate_limited' },
  { name: '429 with a time', status: 429, headers: { 'retry-after': '30' }, body: '', expected: 'rate_limited' },
];

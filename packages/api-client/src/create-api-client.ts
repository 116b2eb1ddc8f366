import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './paths.generated.ts';

export interface ApiClientOptions {
  /** Where the operator listens: `http://127.0.0.1:8090`. */
  readonly url: string;
  /** An API key, or the token of the instance; null: whoever is on this machine. */
  readonly token?: string | null;
  /** By name; null: that of the key. */
  readonly workspace?: string | null;
  /** Who asks, for the audit. */
  readonly actor?: string;
  readonly fetch?: (request: Request) => Promise<Response>;
}

/** The API, typed by its description. Calls answer `{ data }` or `{ error, response }`; they reject when nobody answers. */
export type ApiClient = Client<paths>;

/**
 * Makes a client. Each POST has an Idempotency-Key of its own unless the call brings one: whoever repeats a call because
 * its answer was lost sends the same key, and nothing is done twice.
 */
export function createApiClient(options: ApiClientOptions): ApiClient {
  const { url, token = null, workspace = null, actor, fetch } = options;
  const client = createClient<paths>({
    baseUrl: url,
    // A redirect must not carry the key elsewhere.
    redirect: 'error',
    headers: {
      accept: 'application/json',
      ...(actor === undefined ? {} : { 'x-syncline-actor': encodeURIComponent(actor) }),
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(workspace === null ? {} : { 'syncline-workspace': workspace }),
    },
    ...(fetch === undefined ? {} : { fetch }),
  });
  client.use({
    onRequest: ({ request }) => {
      if (request.method === 'POST' && !request.headers.has('idempotency-key'))
        request.headers.set('idempotency-key', newIdempotencyKey());
      return request;
    },
  });
  return client;
}

/** 128 random bits. Browsers have `randomUUID` only on HTTPS and on the machine itself. */
function newIdempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

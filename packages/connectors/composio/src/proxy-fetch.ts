import { SynclineError } from '@syncline/core';
import type { Toolkit } from './toolkits.ts';

export interface ProxyParts {
  /** Composio's address, without a slash at the end. */
  readonly root: string;
  readonly apiKey: string;
  readonly connectedAccountId: string;
  readonly fetch: typeof globalThis.fetch;
  readonly toolkit: Toolkit;
}

type Item = Readonly<Record<string, unknown>>;

/** Set by the gateway from the connected account, or about the way to us alone. */
const NOT_FORWARDED = new Set([
  'authorization',
  'host',
  'content-length',
  'connection',
  'accept-encoding',
  'user-agent',
]);

/**
 * A `fetch` that has each request carried out by Composio with the credentials of the connected account
 * (`POST /api/v3/tools/execute/proxy`, https://docs.composio.dev/docs/proxy-execute). Composio answers 200 whatever the
 * vendor said, with the vendor's status, headers and body inside: a refusal in there is thrown as the vendor's own
 * connector understands it, under the same classes as if it had been asked directly.
 */
export function proxyFetch(parts: ProxyParts): typeof globalThis.fetch {
  return async (target, init) => {
    const url = target instanceof Request ? target.url : target.toString();
    const method = init?.method ?? 'GET';
    const { body } = init ?? {};
    const parameters = [...new Headers(init?.headers ?? {})].flatMap(([name, value]) =>
      NOT_FORWARDED.has(name) ? [] : [{ name, value, type: 'header' }],
    );
    const answer = await parts.fetch(`${parts.root}/api/v3/tools/execute/proxy`, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json', 'x-api-key': parts.apiKey },
      body: JSON.stringify({
        connected_account_id: parts.connectedAccountId,
        endpoint: url,
        method,
        parameters,
        ...(typeof body === 'string' && { body: JSON.parse(body) as unknown }),
      }),
      ...(init?.signal && { signal: init.signal }),
    });
    const inner = parse(await answer.text());
    const status = inner?.['status'];
    // As of any answer of 200 that is none: `{ successful: false, error }`.
    if (typeof status !== 'number' || !Number.isInteger(status) || status < 200 || status > 599)
      throw unsuccessful(inner);
    if (inner!['binary_data'] !== undefined && inner!['binary_data'] !== null) throw asFile(method, url);
    const { data } = inner!;
    const text = data === undefined || data === null ? '' : typeof data === 'string' ? data : JSON.stringify(data);
    const headers = headersOf(inner!['headers'], answer.headers);
    if (status >= 400) {
      const refusal = parts.toolkit.connector.interpretAnswer({
        method,
        url,
        status,
        headers,
        bodyText: text,
        receivedAt: new Date(),
      });
      if (refusal.error) throw refusal.error;
    }
    const isEmpty = status === 204 || status === 205 || status === 304;
    return new Response(isEmpty ? null : text, { status, headers });
  };
}

/** The vendor's, and where it did not say the time, the gateway's. */
function headersOf(shown: unknown, outer: Headers): Headers {
  const headers = new Headers();
  if (typeof shown === 'object' && shown !== null)
    for (const [name, value] of Object.entries(shown)) {
      // What was encoded or counted on the way to Composio is not so any more.
      if (typeof value === 'string' && !/^(content-(encoding|length)|transfer-encoding)$/i.test(name))
        headers.set(name, value);
    }
  const date = outer.get('date');
  if (!headers.has('date') && date !== null) headers.set('date', date);
  return headers;
}

function parse(text: string): Item | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Item) : null;
  } catch {
    return null;
  }
}

/** It failed within Composio although the status says 200: whether the vendor did anything is not said. */
function unsuccessful(inner: Item | null): SynclineError {
  const error = inner?.['error'];
  const words = typeof error === 'string' ? `: ${error.slice(0, 300)}` : '';
  return new SynclineError({
    class: 'transient',
    code: 'composio_unsuccessful',
    message: `Composio answered 200 to a request that it did not carry out${words}`,
  });
}

function asFile(method: string, url: string): SynclineError {
  return new SynclineError({
    class: 'invalid',
    code: 'composio_file',
    message: `Composio gave the answer to ${method} ${new URL(url).pathname} as a file, which is not read.`,
  });
}

import { setTimeout as sleep } from 'node:timers/promises';
import { backoffDelayMs, SynclineError } from '@syncline/core';
import pRetry from 'p-retry';
import type { Connector } from './connector.ts';
import type { LimitReport, QuotaGate } from './limits.ts';
import { addressRefusal, networkError } from './network-error.ts';
import { readRefusal } from './read-refusal.ts';
import { redirectTarget } from './redirect-target.ts';
import type { VendorTransport } from './vendor-transport.ts';
import { withoutCredentials } from './without-credentials.ts';

export interface VendorCall {
  readonly method: string;
  readonly host: string;
  /** Null when no answer came. */
  readonly status: number | null;
  readonly ms: number;
}

export interface VendorFetchOptions {
  readonly gate: QuotaGate;
  readonly interpret: Connector['interpretAnswer'];
  /** For one try, from the request to the last byte of the answer. */
  readonly timeoutMs?: number;
  /** Further tries of an idempotent call after a `transient` failure. */
  readonly retries?: number;
  readonly clock?: { now(): Date };
  /** What sends a call; the platform's `fetch` by default. */
  readonly transport?: VendorTransport;
  /** Told of every try, redirects included: for metrics. */
  readonly onCall?: (call: VendorCall) => void;
  /** Stands around every try, and says which headers tell the vendor whose call it is. */
  readonly trace?: VendorCallTrace;
}

export type VendorCallTrace = (
  call: { readonly method: string; readonly url: string },
  send: (headers: Readonly<Record<string, string>>) => Promise<Response>,
) => Promise<Response>;

const IDEMPOTENT = new Set(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']);
/** In-call retries are for hiccups; longer waits belong to the job. */
const RETRY_BACKOFF = { baseMs: 200, capMs: 2_000 };
const MAX_REDIRECTS = 5;

/**
 * The `fetch` through which a connector reaches its vendor. Before each try it takes from the quota gate; it reads
 * the answer whole within `timeoutMs`; it reports what the answer says of limits; a refusal becomes a SynclineError by
 * class. 2xx and 304 come back as a Response whose body is in memory, so that a connection that breaks half way
 * through a body is retried like any other.
 *
 * Throws SynclineError, whatever the gate throws, or the reason of the caller's own signal.
 */
export function createVendorFetch(options: VendorFetchOptions): typeof globalThis.fetch {
  const { retries = 2 } = options;
  return async (input, init) => {
    // A Request's body can be sent only once, which rules out retries; no client of ours makes one.
    if (input instanceof Request) throw new TypeError('createVendorFetch takes a URL and init, not a Request');
    const request = { ...init, url: String(input), method: (init?.method ?? 'GET').toUpperCase() };
    const signal = init?.signal ?? undefined;
    try {
      return await pRetry(() => followRedirects(options, request), {
        retries: IDEMPOTENT.has(request.method) ? retries : 0,
        minTimeout: 0,
        maxTimeout: 0,
        shouldRetry: ({ error }) => isTransient(error) && !signal?.aborted,
        // p-retry's own jitter only lengthens the wait; ours spreads it from zero.
        onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
          if (retriesLeft > 0 && isTransient(error))
            await sleep(backoffDelayMs(attemptNumber, RETRY_BACKOFF), undefined, { signal });
        },
      });
    } catch (error) {
      signal?.throwIfAborted();
      throw error instanceof SynclineError ? withoutCredentials(error, init?.headers) : error;
    }
  };
}

interface VendorRequest extends RequestInit {
  readonly url: string;
  readonly method: string;
}

async function followRedirects(options: VendorFetchOptions, request: VendorRequest): Promise<Response> {
  let url = request.url;
  for (let hops = 0; ; hops++) {
    const response = await callOnce(options, { ...request, url });
    const target = redirectTarget(response, request.method, url, hops < MAX_REDIRECTS);
    if (target === null) return response;
    url = target;
  }
}

async function callOnce(options: VendorFetchOptions, request: VendorRequest): Promise<Response> {
  const { timeoutMs = 30_000, clock = { now: () => new Date() } } = options;
  const { url, ...init } = request;
  const caller = init.signal ?? undefined;
  caller?.throwIfAborted();
  const call = await options.gate.take(caller ?? AbortSignal.timeout(timeoutMs), `${init.method} ${url}`);
  const timeout = AbortSignal.timeout(timeoutMs);
  const startedAt = performance.now();
  let status: number | null = null;
  let answer: Response;
  let body: Uint8Array | null = null;
  let bodyText: string | null = null;
  try {
    const send = (further: Readonly<Record<string, string>>) =>
      (options.transport ?? fetch)(url, {
        ...init,
        headers: withHeaders(init.headers, further),
        redirect: 'manual',
        signal: caller ? AbortSignal.any([caller, timeout]) : timeout,
      });
    answer = await (options.trace ? options.trace({ method: request.method, url }, send) : send({}));
    status = answer.status;
    if (status >= 400) bodyText = await readRefusal(answer);
    else body = new Uint8Array(await answer.arrayBuffer());
  } catch (error) {
    caller?.throwIfAborted();
    const refusal = addressRefusal(error);
    // It was never sent: nobody is to blame for not answering.
    await note(call?.ended(refusal !== null));
    throw refusal ?? networkError(error, request.method, url, timeoutMs);
  } finally {
    options.onCall?.({ method: request.method, host: new URL(url).host, status, ms: performance.now() - startedAt });
  }
  await note(call?.ended(status < 500));
  const { limits, error } = options.interpret({
    method: request.method,
    url,
    status,
    headers: answer.headers,
    bodyText,
    receivedAt: clock.now(),
  });
  if (limits) await report(options.gate, limits);
  if (error) throw error;
  return inMemory(answer, body);
}

/** Those that a connector sets stand. */
function withHeaders(given: RequestInit['headers'], further: Readonly<Record<string, string>>): Headers {
  const headers = new Headers(given);
  for (const [name, value] of Object.entries(further)) if (!headers.has(name)) headers.set(name, value);
  return headers;
}

/** An answer in hand is worth more than the note of its quota headers: the next answer repeats them. */
async function report(gate: QuotaGate, limits: LimitReport): Promise<void> {
  try {
    await gate.report(limits);
  } catch (error) {
    if (limits.pausedUntil) throw error;
  }
}

/** So is it worth more than the note that it came. */
async function note(noted: Promise<void> | undefined): Promise<void> {
  await noted?.catch(() => undefined);
}

function inMemory(answer: Response, body: Uint8Array | null): Response {
  const { status, statusText, headers } = answer;
  const empty = status === 204 || status === 205 || status === 304 || body === null;
  const response = new Response(empty ? null : (body as Uint8Array<ArrayBuffer>), { status, statusText, headers });
  // A Response made by hand has no url, and clients look at it to see where a redirect led.
  Object.defineProperty(response, 'url', { value: answer.url });
  return response;
}

function isTransient(error: unknown): boolean {
  return error instanceof SynclineError && error.class === 'transient';
}

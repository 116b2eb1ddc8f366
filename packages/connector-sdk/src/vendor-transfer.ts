import { SynclineError } from '@syncline/core';
import { addressRefusal, networkError } from './network-error.ts';
import { readRefusal } from './read-refusal.ts';
import type { VendorFetchOptions } from './vendor-fetch.ts';
import { withoutCredentials } from './without-credentials.ts';

const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const CREDENTIALS = ['authorization', 'cookie', 'private-token', 'x-api-key'];

/**
 * The `fetch` for files: bodies flow both ways and are never held. Time is up when no byte moves for `timeoutMs`,
 * however long the whole takes. It takes quota, and turns refusals into SynclineErrors, as `createVendorFetch` does; it
 * tries nothing twice. A read is followed to other origins, where vendors keep their files, without the credentials.
 * With `redirect: 'manual'` the redirect itself is the answer.
 */
export function createVendorTransfer(options: VendorFetchOptions): typeof globalThis.fetch {
  return async (input, init) => {
    if (input instanceof Request) throw new TypeError('createVendorTransfer takes a URL and init, not a Request');
    const signal = init?.signal ?? undefined;
    try {
      return await followed(options, String(input), { ...init });
    } catch (error) {
      signal?.throwIfAborted();
      throw error instanceof SynclineError ? withoutCredentials(error, init?.headers) : error;
    }
  };
}

async function followed(options: VendorFetchOptions, first: string, init: RequestInit): Promise<Response> {
  const method = (init.method ?? 'GET').toUpperCase();
  let headers = new Headers(init.headers);
  let url = first;
  for (let hops = 0; ; hops++) {
    const answer = await callOnce(options, url, { ...init, method, headers });
    const location = answer.headers.get('location');
    if (!REDIRECTS.has(answer.status) || location === null || init.redirect === 'manual') return answer;
    await answer.body?.cancel();
    const target = URL.canParse(location, url) ? new URL(location, url) : null;
    if (method !== 'GET' || target === null || hops >= MAX_REDIRECTS || !/^https?:$/.test(target.protocol))
      throw new SynclineError({
        class: 'invalid',
        code: 'redirect_refused',
        message: `A redirect of ${method} ${new URL(url).host} is not followed.`,
        status: answer.status,
      });
    if (target.origin !== new URL(url).origin) headers = withoutCredentialsIn(headers);
    url = target.href;
  }
}

function withoutCredentialsIn(headers: Headers): Headers {
  const kept = new Headers(headers);
  for (const name of CREDENTIALS) kept.delete(name);
  return kept;
}

async function callOnce(
  options: VendorFetchOptions,
  url: string,
  init: RequestInit & { readonly method: string },
): Promise<Response> {
  const { timeoutMs = 30_000, clock = { now: () => new Date() } } = options;
  const caller = init.signal ?? undefined;
  caller?.throwIfAborted();
  const call = await options.gate.take(caller ?? AbortSignal.timeout(timeoutMs), `${init.method} ${url}`);
  const silence = new Silence(timeoutMs);
  const startedAt = performance.now();
  let status: number | null = null;
  let answer: Response;
  let bodyText: string | null = null;
  try {
    answer = await (options.transport ?? fetch)(url, {
      ...init,
      ...(init.body instanceof ReadableStream && { body: silence.watch(init.body), duplex: 'half' }),
      redirect: 'manual',
      signal: caller ? AbortSignal.any([caller, silence.signal]) : silence.signal,
    } as RequestInit);
    status = answer.status;
    if (status >= 400) bodyText = await readRefusal(answer);
  } catch (error) {
    silence.end();
    caller?.throwIfAborted();
    const refusal = addressRefusal(error);
    await call?.ended(refusal !== null).catch(() => undefined);
    throw refusal ?? networkError(silence.signal.reason ?? error, init.method, url, timeoutMs);
  } finally {
    options.onCall?.({ method: init.method, host: new URL(url).host, status, ms: performance.now() - startedAt });
  }
  await call?.ended(status < 500).catch(() => undefined);
  const { limits, error } = options.interpret({
    method: init.method,
    url,
    status,
    headers: answer.headers,
    bodyText,
    receivedAt: clock.now(),
  });
  if (limits) await options.gate.report(limits).catch(() => undefined);
  if (error) {
    silence.end();
    throw error;
  }
  if (answer.body === null) {
    silence.end();
    return answer;
  }
  const { statusText, headers } = answer;
  return new Response(silence.watch(answer.body, true), { status, statusText, headers });
}

/** Aborts when nothing has moved for a while. */
class Silence {
  readonly #stop = new AbortController();
  readonly #timeoutMs: number;
  #timer: NodeJS.Timeout;

  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
    this.#timer = this.#arm();
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  /** The same bytes; each that passes is a sign of life. `isLast`: nothing is waited for after them. */
  watch(body: ReadableStream<Uint8Array>, isLast = false): ReadableStream<Uint8Array> {
    const reader = body.getReader();
    return new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          try {
            const { done, value } = await reader.read();
            this.#heard();
            if (!done) return controller.enqueue(value);
            if (isLast) this.end();
            controller.close();
          } catch (error) {
            this.end();
            controller.error(error);
          }
        },
        cancel: async (reason) => {
          this.end();
          await reader.cancel(reason);
        },
      },
      { highWaterMark: 0 },
    );
  }

  #heard(): void {
    clearTimeout(this.#timer);
    this.#timer = this.#arm();
  }

  #arm(): NodeJS.Timeout {
    const timer = setTimeout(
      () => this.#stop.abort(new DOMException('no byte moved', 'TimeoutError')),
      this.#timeoutMs,
    );
    timer.unref();
    return timer;
  }
}

import type { ConnectionAccess, MultipartBody } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { SessionCache } from './session.ts';
import type { OpenProjectSettings } from './settings.ts';

export interface ApiRequest {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below `/api/v3`: `/work_packages/12`. */
  readonly path: string;
  /** What is no text goes as JSON, as `filters` and `sortBy` do; undefined is left out. */
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** An answer whose body was left as it came. */
export interface ApiAnswer {
  readonly raw: Uint8Array;
  readonly data: unknown;
  /** OpenProject's own clock. */
  readonly observedAt: Date;
}

/** One connection's way to the API, version 3. */
export interface OpenProjectClient {
  readonly settings: OpenProjectSettings;
  /** The instance's address, for people. */
  readonly site: string;
  send(request: ApiRequest, signal: AbortSignal): Promise<ApiAnswer>;
  /** Sends a file, as it comes. */
  upload(path: string, form: MultipartBody, signal: AbortSignal): Promise<ApiAnswer>;
  /** Reads a file, as it comes. */
  download(path: string, signal: AbortSignal): Promise<Response>;
  /** A resource as links name it: `/api/v3/users/5`, below the path that the instance lives under. */
  href(path: string): string;
  /** What an instance seldom changes, asked for once a client. */
  once<T>(key: string, load: () => Promise<T>): Promise<T>;
}

export function createOpenProjectClient(
  access: ConnectionAccess<OpenProjectSettings>,
  sessions: SessionCache,
): OpenProjectClient {
  const site = access.baseUrl.replace(/\/+$/, '');
  const root = URL.canParse(site) ? new URL(site).pathname.replace(/\/+$/, '') : '';
  const session = sessions.of(access);
  const known = new Map<string, Promise<unknown>>();

  async function send(request: ApiRequest, signal: AbortSignal): Promise<ApiAnswer> {
    const authorization = await session.authorization();
    try {
      return await sendAs(request, authorization, signal);
    } catch (error) {
      if (!(error instanceof SynclineError) || error.class !== 'auth') throw error;
      const renewed = await session.renewed(authorization);
      if (renewed === null) throw error;
      return sendAs(request, renewed, signal);
    }
  }

  async function sendAs(request: ApiRequest, authorization: string, signal: AbortSignal): Promise<ApiAnswer> {
    const { method = 'GET', path, body } = request;
    const answer = await access.fetch(`${site}/api/v3${path}${queryOf(request)}`, {
      method,
      headers: {
        accept: 'application/hal+json',
        'user-agent': 'syncline',
        authorization,
        // A write without it is refused with 415, body or not.
        ...(method !== 'GET' && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal,
    });
    return readAnswer(answer, request);
  }

  const transfer: typeof fetch = (url, init) => {
    if (!access.transfer) throw new TypeError('this client moves no files');
    return access.transfer(url, init);
  };

  /** What flows can't be sent twice: a token that lapsed is renewed for the next try. */
  async function upload(path: string, form: MultipartBody, signal: AbortSignal): Promise<ApiAnswer> {
    const authorization = await session.authorization();
    const headers = { ...form.headers, accept: 'application/hal+json', 'user-agent': 'syncline', authorization };
    try {
      const answer = await transfer(`${site}/api/v3${path}`, { method: 'POST', headers, body: form.body, signal });
      return await readAnswer(answer, { method: 'POST', path });
    } catch (error) {
      if (error instanceof SynclineError && error.class === 'auth' && (await session.renewed(authorization)) !== null)
        throw new SynclineError({
          class: 'rate_limited',
          code: 'token_renewed',
          message: 'The access token lapsed before a file was sent; it has been renewed.',
          retryAt: new Date(),
          cause: error,
        });
      throw error;
    }
  }

  async function download(path: string, signal: AbortSignal): Promise<Response> {
    const authorization = await session.authorization();
    const read = (by: string) =>
      transfer(`${site}/api/v3${path}`, { headers: { 'user-agent': 'syncline', authorization: by }, signal });
    try {
      return await read(authorization);
    } catch (error) {
      if (!(error instanceof SynclineError) || error.class !== 'auth') throw error;
      const renewed = await session.renewed(authorization);
      if (renewed === null) throw error;
      return read(renewed);
    }
  }

  return {
    settings: access.settings,
    site,
    send,
    upload,
    download,
    href: (path) => `${root}/api/v3${path}`,
    once: <T>(key: string, load: () => Promise<T>) => {
      const standing = known.get(key) as Promise<T> | undefined;
      if (standing) return standing;
      const loading = load();
      known.set(key, loading);
      loading.catch(() => known.delete(key));
      return loading;
    },
  };
}

async function readAnswer(answer: Response, request: ApiRequest): Promise<ApiAnswer> {
  const raw = new Uint8Array(await answer.arrayBuffer());
  const date = Date.parse(answer.headers.get('date') ?? '');
  const observedAt = Number.isNaN(date) ? new Date() : new Date(date);
  return { raw, data: parseAnswer(raw, request), observedAt };
}

function queryOf({ query = {} }: ApiRequest): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) search.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  return search.size > 0 ? `?${search}` : '';
}

function parseAnswer(raw: Uint8Array, { method = 'GET', path }: ApiRequest): unknown {
  if (raw.length === 0) return null;
  try {
    return JSON.parse(new TextDecoder().decode(raw));
  } catch (error) {
    throw new SynclineError({
      class: 'transient',
      code: 'openproject_not_json',
      message: `OpenProject answered ${method} ${path} with something that is no JSON`,
      cause: error,
    });
  }
}

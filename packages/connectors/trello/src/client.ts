import type { ConnectionAccess, MultipartBody } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { TrelloSettings } from './settings.ts';

export interface ApiRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/1`: `/cards/5abbe4b7ddc1b351ef961414`. */
  readonly path: string;
  /** Undefined is left out. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
}

/** An answer whose body was left as it came. */
export interface ApiAnswer {
  readonly raw: Uint8Array;
  readonly data: unknown;
  /** Trello's own clock. */
  readonly observedAt: Date;
}

/** One connection's way to the API, version 1. */
export interface TrelloClient {
  readonly settings: TrelloSettings;
  /** What some paths want to be told, although every call is made with it. */
  readonly token: string;
  send(request: ApiRequest, signal: AbortSignal): Promise<ApiAnswer>;
  /** Sends a file, as it comes. */
  upload(request: ApiRequest, form: MultipartBody, signal: AbortSignal): Promise<ApiAnswer>;
  /** Reads a file, as it comes; the whole path. */
  download(path: string, signal: AbortSignal): Promise<Response>;
  /** What does not change while a client lives, asked for once. */
  once<T>(key: string, load: () => Promise<T>): Promise<T>;
}

export function createTrelloClient(access: ConnectionAccess<TrelloSettings>): TrelloClient {
  const site = access.baseUrl.replace(/\/+$/, '');
  const { apiKey = '', token = '' } = access.secrets;
  // In a header: in the query, where it may be as well, it would be in every log on the way.
  const authorization = `OAuth oauth_consumer_key="${apiKey}", oauth_token="${token}"`;
  const known = new Map<string, Promise<unknown>>();

  async function send(request: ApiRequest, signal: AbortSignal): Promise<ApiAnswer> {
    const { method = 'GET', path, body } = request;
    try {
      const answer = await access.fetch(`${site}/1${path}${queryOf(request)}`, {
        method,
        headers: {
          accept: 'application/json',
          'user-agent': 'syncline',
          authorization,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal,
      });
      return await readAnswer(answer, request);
    } catch (error) {
      throw withoutSecrets(error, [apiKey, token]);
    }
  }

  async function transfer(path: string, init: RequestInit): Promise<Response> {
    if (!access.transfer) throw new TypeError('this client moves no files');
    const headers = { ...(init.headers as Record<string, string>), 'user-agent': 'syncline', authorization };
    try {
      return await access.transfer(`${site}${path}`, { ...init, headers });
    } catch (error) {
      throw withoutSecrets(error, [apiKey, token]);
    }
  }

  return {
    settings: access.settings,
    token,
    send,
    async upload(request, form, signal) {
      const headers = { ...form.headers, accept: 'application/json' };
      const path = `/1${request.path}${queryOf(request)}`;
      const answer = await transfer(path, { method: 'POST', headers, body: form.body, signal });
      return readAnswer(answer, { ...request, method: 'POST' });
    },
    download: (path, signal) => transfer(path, { signal }),
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
  return { raw, data: parseAnswer(raw, request), observedAt: Number.isNaN(date) ? new Date() : new Date(date) };
}

function queryOf({ query = {} }: ApiRequest): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  return search.size > 0 ? `?${search}` : '';
}

function parseAnswer(raw: Uint8Array, { method = 'GET', path }: ApiRequest): unknown {
  if (raw.length === 0) return null;
  try {
    return JSON.parse(new TextDecoder().decode(raw));
  } catch (error) {
    throw new SynclineError({
      class: 'transient',
      code: 'trello_not_json',
      message: `Trello answered ${method} ${path} with something that is no JSON`,
      cause: error,
    });
  }
}

/** A refusal may repeat what it refuses, and the paths of webhooks hold the token. */
function withoutSecrets(error: unknown, secrets: readonly string[]): unknown {
  if (!(error instanceof SynclineError)) return error;
  let { message } = error;
  for (const secret of secrets) if (secret !== '') message = message.replaceAll(secret, '[redacted]');
  if (message === error.message) return error;
  const { class: errorClass, code, retryAt, status, field } = error;
  return new SynclineError({
    class: errorClass,
    code,
    message,
    ...(retryAt && { retryAt }),
    ...(status !== undefined && { status }),
    ...(field !== undefined && { field }),
  });
}

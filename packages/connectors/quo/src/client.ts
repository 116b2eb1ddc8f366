import type { ConnectionAccess } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { QuoSettings } from './settings.ts';

/**
 * The dated version of the API, which every request to a path without `/v1` must name
 * (https://www.quo.com/docs/2026-03-30/introduction).
 */
const API_VERSION = '2026-03-30';

export interface ApiRequest {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /**
   * `/calls`: the dated API, which lists calls and messages of the whole workspace. `/v1/contacts`: the first version,
   * which alone shows the numbers and addresses of contacts in a list. Both live at one host and take one key.
   */
  readonly path: string;
  /** Undefined is left out. */
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
}

/** An answer whose body was left as it came. */
export interface ApiAnswer {
  readonly raw: Uint8Array;
  readonly data: unknown;
  /** Quo's own clock. */
  readonly observedAt: Date;
}

/** One connection's way to the API. */
export interface QuoClient {
  readonly settings: QuoSettings;
  send(request: ApiRequest, signal: AbortSignal): Promise<ApiAnswer>;
}

/** All HTTP goes through `access.fetch`: quota, time-outs, retries and error classes are there. */
export function createQuoClient(access: ConnectionAccess<QuoSettings>): QuoClient {
  const root = access.baseUrl.replace(/\/+$/, '');
  return {
    settings: access.settings,
    async send(request, signal) {
      const { method = 'GET', path, body } = request;
      const answer = await access.fetch(`${root}${path}${queryOf(request)}`, {
        method,
        headers: {
          accept: 'application/json',
          'user-agent': 'syncline',
          // The key as it is: a Bearer before it is refused.
          authorization: access.secrets['token'] ?? '',
          ...(!path.startsWith('/v1/') && { 'quo-api-version': API_VERSION }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal,
      });
      const raw = new Uint8Array(await answer.arrayBuffer());
      const date = Date.parse(answer.headers.get('date') ?? '');
      const observedAt = Number.isNaN(date) ? new Date() : new Date(date);
      return { raw, data: parseAnswer(raw, request), observedAt };
    },
  };
}

function queryOf({ query = {} }: ApiRequest): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, value);
  return search.size > 0 ? `?${search}` : '';
}

function parseAnswer(raw: Uint8Array, { method = 'GET', path }: ApiRequest): unknown {
  if (raw.length === 0) return null;
  try {
    return JSON.parse(new TextDecoder().decode(raw));
  } catch (cause) {
    const message = `Quo answered ${method} ${path} with something that is no JSON.`;
    throw new SynclineError({ class: 'transient', code: 'quo_not_json', message, cause });
  }
}

import type { ConnectionAccess } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import { type FieldInfo, fieldInfos } from './catalogue/field-info.ts';
import type { ListCache } from './catalogue/list-cache.ts';
import type { Item } from './item.ts';
import type { PipedriveSettings } from './settings.ts';

export interface ApiRequest {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** With the version: `/api/v2/deals`, `/v1/notes`. */
  readonly path: string;
  /** Undefined and empty values are left out. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
}

export interface ApiAnswer {
  /** As it came. */
  readonly text: string;
  readonly data: unknown;
  /** Pipedrive's own clock. */
  readonly observedAt: Date;
}

/** One connection's way to the API, of which most is version 2; notes, users and webhooks are there in version 1 alone. */
export interface PipedriveClient {
  readonly settings: PipedriveSettings;
  send(request: ApiRequest, signal: AbortSignal): Promise<ApiAnswer>;
  /** A list of version 2 that the account has set up, such as its stages, as of some time ago; `isFresh`: as of now. */
  listOf(path: string, signal: AbortSignal, isFresh?: boolean): Promise<readonly Item[]>;
  /** The fields of a kind of record, as of some time ago; `isFresh`: as of now. */
  fieldsOf(path: string, signal: AbortSignal, isFresh?: boolean): Promise<readonly FieldInfo[]>;
}

export function createPipedriveClient(access: ConnectionAccess<PipedriveSettings>, lists: ListCache): PipedriveClient {
  const site = access.baseUrl.replace(/\/+$/, '');
  const { accessToken = '', token = '' } = access.secrets;
  const credentials: Readonly<Record<string, string>> =
    accessToken === '' ? { 'x-api-token': token } : { authorization: `Bearer ${accessToken}` };

  const client: PipedriveClient = {
    settings: access.settings,
    async send(request, signal) {
      const { method = 'GET', path, body } = request;
      const answer = await access.fetch(`${site}${path}${queryOf(request)}`, {
        method,
        headers: {
          accept: 'application/json',
          'user-agent': 'syncline',
          ...credentials,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal,
      });
      const text = await answer.text();
      const date = Date.parse(answer.headers.get('date') ?? '');
      return { text, data: parse(text, request), observedAt: Number.isNaN(date) ? new Date() : new Date(date) };
    },
    listOf: (path, signal, isFresh = false) =>
      lists.of({ site, secret: accessToken || token, path }, client, signal, isFresh),
    fieldsOf: async (path, signal, isFresh) => fieldInfos(await client.listOf(path, signal, isFresh)),
  };
  return client;
}

function queryOf({ query = {} }: ApiRequest): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') search.set(name, String(value));
  return search.size > 0 ? `?${search}` : '';
}

function parse(text: string, { method = 'GET', path }: ApiRequest): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SynclineError({
      class: 'transient',
      code: 'pipedrive_not_json',
      message: `Pipedrive answered ${method} ${path} with something that is no JSON`,
      cause: error,
    });
  }
}

import type { ConnectionAccess } from '@syncline/connector-sdk';
import { SynclineError, toSynclineError } from '@syncline/core';
import type * as agileApi from 'jira.js/agile';
import type * as cloudApi from 'jira.js/cloud';
import { authorization } from './authorization.ts';
import { fieldType, type JiraFieldType } from './custom-fields.ts';
import { asItem, textOf } from './item.ts';
import { requestOf, type SentRequest } from './request.ts';
import type { JiraSettings } from './settings.ts';

/** An answer whose body was left as it came. */
export interface JiraAnswer {
  readonly raw: Uint8Array;
  readonly data: unknown;
  /** Jira's own clock. */
  readonly observedAt: Date;
}

/** What jira.js calls to send a request; ours goes through the connection's fetch. */
export interface Via {
  sendRequest<T>(request: SentRequest): Promise<T>;
}

/** One connection's way to Jira: `client.platform((api, via) => api.getIssue(via, { … }), signal)`. */
export interface JiraClient {
  readonly settings: JiraSettings;
  /** The platform's REST API, version 3. */
  platform(use: (api: typeof cloudApi, via: Via) => Promise<unknown>, signal: AbortSignal): Promise<JiraAnswer>;
  /** Jira Software's boards and sprints. */
  agile(use: (api: typeof agileApi, via: Via) => Promise<unknown>, signal: AbortSignal): Promise<JiraAnswer>;
  /** What jira.js has no function for. */
  send(request: SentRequest, signal: AbortSignal): Promise<JiraAnswer>;
  /** The site's fields with their types, by API name; asked once a client. */
  fieldTypes(signal: AbortSignal): Promise<ReadonlyMap<string, JiraFieldType>>;
  /** What an option of a selection is called, by its id; asked once a client. Null: there is none. */
  optionName(id: string, signal: AbortSignal): Promise<string | null>;
}

/**
 * jira.js takes no fetch, but its functions take anything that sends their request. So it says which address, query
 * and body each call has, and all HTTP goes through `access.fetch`: quota, time-outs, retries and error classes are
 * there. Its checks of answers are passed over: a page is kept as it came, and normalised by us.
 *
 * It is loaded with the first call only: it takes half a second and 100 MB, which a process that never calls Jira saves.
 */
export function createJiraClient(access: ConnectionAccess<JiraSettings>): JiraClient {
  const credentials = authorization(access);

  async function send(request: SentRequest, signal: AbortSignal): Promise<JiraAnswer> {
    const { url, headers, ...init } = requestOf(access.baseUrl, request);
    const answer = await access.fetch(url, {
      ...init,
      headers: { ...headers, authorization: credentials },
      signal,
    });
    const raw = new Uint8Array(await answer.arrayBuffer());
    const date = Date.parse(answer.headers.get('date') ?? '');
    const observedAt = Number.isNaN(date) ? new Date() : new Date(date);
    return { raw, data: parseAnswer(raw, request), observedAt };
  }

  /** The answer of the one request that `use` makes. */
  async function through(use: (via: Via) => Promise<unknown>, signal: AbortSignal): Promise<JiraAnswer> {
    let last: JiraAnswer | null = null;
    await use({
      async sendRequest<T>(request: SentRequest): Promise<T> {
        last = await send(request, signal);
        return last.data as T;
      },
    });
    if (last === null) throw new TypeError('a call of jira.js sent nothing');
    return last;
  }

  async function platform(use: (api: typeof cloudApi, via: Via) => Promise<unknown>, signal: AbortSignal) {
    const api = await import('jira.js/cloud');
    return through((via) => use(api, via), signal);
  }

  const optionNames = new Map<string, string | null>();
  async function optionName(id: string, signal: AbortSignal): Promise<string | null> {
    const known = optionNames.get(id);
    if (known !== undefined) return known;
    let name: string | null = null;
    try {
      const { data } = await platform((api, via) => api.getCustomFieldOption(via, { id }), signal);
      name = textOf(asItem(data)?.['value']);
    } catch (thrown) {
      if (toSynclineError(thrown).class !== 'not_found') throw thrown;
    }
    optionNames.set(id, name);
    return name;
  }

  let fieldTypes: ReadonlyMap<string, JiraFieldType> | null = null;
  return {
    settings: access.settings,
    platform,
    agile: async (use, signal) => {
      const api = await import('jira.js/agile');
      return through((via) => use(api, via), signal);
    },
    send,
    optionName,
    fieldTypes: async (signal) => {
      fieldTypes ??= typesIn((await platform((api, via) => api.getFields(via), signal)).data);
      return fieldTypes;
    },
  };
}

function typesIn(fields: unknown): ReadonlyMap<string, JiraFieldType> {
  const types = new Map<string, JiraFieldType>();
  for (const field of Array.isArray(fields) ? fields : []) {
    const id = textOf(asItem(field)?.['id']);
    const type = fieldType(asItem(field)?.['schema']);
    if (id !== null && type !== null) types.set(id, type);
  }
  return types;
}

function parseAnswer(raw: Uint8Array, request: SentRequest): unknown {
  if (raw.length === 0) return null;
  try {
    return JSON.parse(new TextDecoder().decode(raw));
  } catch (error) {
    throw new SynclineError({
      class: 'transient',
      code: 'jira_not_json',
      message: `Jira answered ${request.method ?? 'GET'} ${request.url} with something that is no JSON`,
      cause: error,
    });
  }
}

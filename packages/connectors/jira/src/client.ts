import type { ConnectionAccess, MultipartBody } from '@syncline/connector-sdk';
import { SynclineError, toSynclineError } from '@syncline/core';
import type * as agileApi from 'jira.js/agile';
import type * as cloudApi from 'jira.js/cloud';
import { uploadLimitIn } from './attachment-content.ts';
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
  /** An issue with some of its fields, read from where it is written; null: there is none. */
  issueOrNull(issueIdOrKey: string, fields: string[], signal: AbortSignal): Promise<unknown>;
  /** Sends a file, as it comes. */
  upload(path: string, form: MultipartBody, signal: AbortSignal): Promise<JiraAnswer>;
  /** Reads a file, as it comes. */
  download(path: string, signal: AbortSignal): Promise<Response>;
  /** What documents call an attached picture; null: Jira doesn't tell. */
  mediaId(attachmentId: string, signal: AbortSignal): Promise<string | null>;
  /** The largest attachment, in bytes; null: Jira names no limit. Asked once a client. */
  uploadLimit(signal: AbortSignal): Promise<number | null>;
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
    return readAnswer(answer, request);
  }

  async function transfer(path: string, init: RequestInit): Promise<Response> {
    if (!access.transfer) throw new TypeError('this client moves no files');
    const headers = {
      ...(init.headers as Record<string, string>),
      'user-agent': 'syncline',
      authorization: credentials,
    };
    return access.transfer(`${access.baseUrl.replace(/\/+$/, '')}${path}`, { ...init, headers });
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

  let limit: Promise<number | null> | null = null;
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
    async issueOrNull(issueIdOrKey, fields, signal) {
      try {
        return (await platform((api, via) => api.getIssue(via, { issueIdOrKey, fields }), signal)).data;
      } catch (thrown) {
        if (toSynclineError(thrown).class === 'not_found') return null;
        throw thrown;
      }
    },
    async upload(path, form, signal) {
      // Without the token Jira takes a form for one that a page elsewhere has sent.
      const headers = { ...form.headers, accept: 'application/json', 'x-atlassian-token': 'no-check' };
      return readAnswer(await transfer(path, { method: 'POST', headers, body: form.body, signal }), {
        method: 'POST',
        url: path,
      });
    },
    download: (path, signal) => transfer(path, { signal }),
    async mediaId(attachmentId, signal) {
      if (!access.transfer) return null;
      const path = `/rest/api/3/attachment/content/${attachmentId}`;
      const answer = await transfer(path, { redirect: 'manual', signal });
      await answer.body?.cancel();
      return /\/file\/([0-9a-f-]{36})\//.exec(answer.headers.get('location') ?? '')?.[1] ?? null;
    },
    uploadLimit: (signal) =>
      (limit ??= platform((api, via) => api.getAttachmentMeta(via), signal).then(({ data }) => uploadLimitIn(data))),
    fieldTypes: async (signal) => {
      fieldTypes ??= typesIn((await platform((api, via) => api.getFields(via), signal)).data);
      return fieldTypes;
    },
  };
}

async function readAnswer(answer: Response, request: SentRequest): Promise<JiraAnswer> {
  const raw = new Uint8Array(await answer.arrayBuffer());
  const date = Date.parse(answer.headers.get('date') ?? '');
  const observedAt = Number.isNaN(date) ? new Date() : new Date(date);
  return { raw, data: parseAnswer(raw, request), observedAt };
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

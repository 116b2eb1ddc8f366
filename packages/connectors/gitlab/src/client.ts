import type { ConnectionAccess, MultipartBody } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import { asItem, textOf } from './item.ts';
import type { GitLabSettings } from './settings.ts';
import type { Upload } from './uploads.ts';

/** An answer whose body was left as it came. */
export interface RawAnswer {
  readonly raw: Uint8Array;
  readonly headers: Headers;
  /** GitLab's own clock. */
  readonly observedAt: Date;
}

export interface DataAnswer extends RawAnswer {
  readonly data: unknown;
}

export type Parameters = Readonly<Record<string, unknown>>;

/**
 * One connection's way to GitLab. Routes are written `GET /projects/{id}/issues`, below `/api/v4`: what is not named
 * in the path goes into the query, or into the body of a POST or PUT.
 */
export interface GitLabClient {
  readonly settings: GitLabSettings;
  /** The body's bytes, unparsed: a page is kept as it came, and parsed once, by the transformer. */
  bytes(route: string, parameters: Parameters, signal: AbortSignal): Promise<RawAnswer>;
  json(route: string, parameters: Parameters, signal: AbortSignal): Promise<DataAnswer>;
  /** `data` of a GraphQL answer; its errors are thrown by class. */
  graphql(query: string, variables: Parameters, signal: AbortSignal): Promise<DataAnswer>;
  /** Sends a file to a project, as it comes. */
  upload(projectId: string, form: MultipartBody, signal: AbortSignal): Promise<DataAnswer>;
  /** Reads a file of a project, as it comes. */
  download(projectId: string, upload: Upload, signal: AbortSignal): Promise<Response>;
  /** What does not change while a client lives, asked for once. */
  once<T>(key: string, load: () => Promise<T>): Promise<T>;
}

/** All HTTP goes through `access.fetch`: quota, time-outs, retries and error classes are there. */
export function createGitLabClient(access: ConnectionAccess<GitLabSettings>): GitLabClient {
  const root = access.baseUrl.replace(/\/+$/, '').replace(/\/api\/v4$/, '');
  // Bearer is understood for OAuth tokens and for personal, project and group access tokens alike.
  const credentials = { authorization: `Bearer ${access.secrets['token'] ?? ''}` };

  async function send(method: string, url: string, body: unknown, signal: AbortSignal): Promise<RawAnswer> {
    const answer = await access.fetch(url, {
      method,
      headers: {
        ...credentials,
        accept: 'application/json',
        'user-agent': 'syncline',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal,
    });
    return rawAnswer(answer);
  }

  async function transfer(path: string, init: RequestInit): Promise<Response> {
    if (!access.transfer) throw new TypeError('this client moves no files');
    const headers = { ...(init.headers as Record<string, string>), ...credentials, 'user-agent': 'syncline' };
    return access.transfer(`${root}/api/v4${path}`, { ...init, headers });
  }

  async function upload(projectId: string, form: MultipartBody, signal: AbortSignal): Promise<DataAnswer> {
    const headers = { ...form.headers, accept: 'application/json' };
    const path = `/projects/${encodeURIComponent(projectId)}/uploads`;
    const answer = await rawAnswer(await transfer(path, { method: 'POST', headers, body: form.body, signal }));
    return { ...answer, data: parseAnswer(answer.raw, 'POST /projects/{id}/uploads') };
  }

  function download(projectId: string, { secret, fileName }: Upload, signal: AbortSignal): Promise<Response> {
    const path = `/projects/${encodeURIComponent(projectId)}/uploads/${secret}/${encodeURIComponent(fileName)}`;
    return transfer(path, { signal });
  }

  function bytes(route: string, parameters: Parameters, signal: AbortSignal): Promise<RawAnswer> {
    const { method, path, rest } = addressOf(route, parameters);
    const hasBody = method === 'POST' || method === 'PUT';
    const query = hasBody ? '' : queryOf(rest);
    return send(method, `${root}/api/v4${path}${query}`, hasBody ? rest : undefined, signal);
  }

  async function json(route: string, parameters: Parameters, signal: AbortSignal): Promise<DataAnswer> {
    const answer = await bytes(route, parameters, signal);
    return { ...answer, data: parseAnswer(answer.raw, route) };
  }

  async function graphql(query: string, variables: Parameters, signal: AbortSignal): Promise<DataAnswer> {
    const answer = await send('POST', `${root}/api/graphql`, { query, variables }, signal);
    const body = asItem(parseAnswer(answer.raw, 'POST /api/graphql'));
    refuseErrors(body?.['errors']);
    return { ...answer, data: body?.['data'] };
  }

  const known = new Map<string, Promise<unknown>>();
  function once<T>(key: string, load: () => Promise<T>): Promise<T> {
    const standing = known.get(key) as Promise<T> | undefined;
    if (standing) return standing;
    const loading = load();
    known.set(key, loading);
    loading.catch(() => known.delete(key));
    return loading;
  }

  return { settings: access.settings, bytes, json, graphql, upload, download, once };
}

async function rawAnswer(answer: Response): Promise<RawAnswer> {
  const date = Date.parse(answer.headers.get('date') ?? '');
  return {
    raw: new Uint8Array(await answer.arrayBuffer()),
    headers: answer.headers,
    observedAt: Number.isNaN(date) ? new Date() : new Date(date),
  };
}

function addressOf(route: string, parameters: Parameters) {
  const [method = 'GET', template = ''] = route.split(' ', 2);
  const rest: Record<string, unknown> = { ...parameters };
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(value as string | number);
  });
  return { method, path, rest };
}

/** A list is the same name with brackets, again and again. */
function queryOf(parameters: Parameters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined || value === null) continue;
    if (Array.isArray(value)) for (const one of value) query.append(`${name}[]`, String(one));
    else query.append(name, String(value as string | number | boolean));
  }
  return query.size > 0 ? `?${query}` : '';
}

function parseAnswer(raw: Uint8Array, route: string): unknown {
  if (raw.length === 0) return null;
  try {
    return JSON.parse(new TextDecoder().decode(raw));
  } catch (error) {
    throw new SynclineError({
      class: 'transient',
      code: 'gitlab_not_json',
      message: `GitLab answered ${route} with something that is no JSON`,
      cause: error,
    });
  }
}

/** GraphQL refuses with 200 and a list of errors. */
function refuseErrors(errors: unknown): void {
  if (!Array.isArray(errors) || errors.length === 0) return;
  const words = errors.map((error) => textOf(asItem(error)?.['message']) ?? '').join('; ');
  const isHidden = /does not exist or you don't have permission/i.test(words);
  const isSlow = /timeout|timed out|internal server error/i.test(words);
  throw new SynclineError({
    class: isHidden ? 'not_found' : isSlow ? 'transient' : 'invalid',
    code: 'gitlab_graphql',
    message: `GitLab's GraphQL refused: ${words.slice(0, 500)}`,
  });
}

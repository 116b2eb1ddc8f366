import { Octokit } from '@octokit/core';
import { type ConnectionAccess, parseLinkHeader } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import { formatOwnerScope, type OwnerScope } from './owner-scope.ts';
import type { GitHubSettings } from './settings.ts';

/** An answer whose body was left as it came. */
export interface RawAnswer {
  readonly raw: Uint8Array;
  readonly links: Readonly<Record<string, string>>;
  /** GitHub's own clock. */
  readonly observedAt: Date;
}

type Parameters = Readonly<Record<string, unknown>>;

/** One connection's way to GitHub's REST API. Routes are Octokit's: `GET /repos/{owner}/{repo}/issues`. */
export interface GitHubClient {
  readonly settings: GitHubSettings;
  /** The body's bytes, unparsed: a page is kept as it came, and parsed once, by the transformer. */
  bytes(route: string, parameters: Parameters, signal: AbortSignal): Promise<RawAnswer>;
  json(route: string, parameters: Parameters, signal: AbortSignal): Promise<RawAnswer & { readonly data: unknown }>;
  /** The owner as GitHub spells it, with its type; asked once a client. */
  owner(signal: AbortSignal): Promise<OwnerScope & { readonly key: string }>;
}

/** All HTTP goes through `access.fetch`: quota, time-outs, retries and error classes are there, not in Octokit's plugins. */
export function createGitHubClient(access: ConnectionAccess<GitHubSettings>): GitHubClient {
  const token = access.secrets['token'];
  const octokit = new Octokit({
    baseUrl: access.baseUrl.replace(/\/+$/, ''),
    userAgent: 'syncline',
    ...(token ? { auth: token } : {}),
    request: { fetch: access.fetch, parseSuccessResponseBody: false },
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
  });

  async function bytes(route: string, parameters: Parameters, signal: AbortSignal): Promise<RawAnswer> {
    const headers = { accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' };
    try {
      const answer = await octokit.request(route, { ...parameters, headers, request: { signal } });
      const date = Date.parse(answer.headers.date ?? '');
      return {
        raw: await readAll(answer.data),
        links: parseLinkHeader(answer.headers.link),
        observedAt: Number.isNaN(date) ? new Date() : new Date(date),
      };
    } catch (error) {
      // Octokit wraps the reason of an aborted call, too, as an answer of 500.
      signal.throwIfAborted();
      throw unwrap(error);
    }
  }

  async function json(
    route: string,
    parameters: Parameters,
    signal: AbortSignal,
  ): Promise<RawAnswer & { readonly data: unknown }> {
    const answer = await bytes(route, parameters, signal);
    return { ...answer, data: parseAnswer(answer.raw, route) };
  }

  let owner: Promise<OwnerScope & { readonly key: string }> | null = null;
  return {
    settings: access.settings,
    bytes,
    json,
    owner: (signal) => (owner ??= lookUpOwner(json, access.settings, signal)),
  };
}

async function lookUpOwner(
  json: GitHubClient['json'],
  settings: GitHubSettings,
  signal: AbortSignal,
): Promise<OwnerScope & { readonly key: string }> {
  const { owner: login, ownerType } = settings;
  const read = async (type: OwnerScope['type']) => {
    const { data } = await json(`GET /${type}s/{login}`, { login }, signal);
    const owner: OwnerScope = { type, login: (data as { login: string }).login };
    return { ...owner, key: formatOwnerScope(owner) };
  };
  if (ownerType) return read(ownerType);
  try {
    return await read('org');
  } catch (error) {
    if (error instanceof SynclineError && error.class === 'not_found') return read('user');
    throw error;
  }
}

/** With parseSuccessResponseBody off, Octokit hands on the body stream (or an empty text for 204). */
async function readAll(body: unknown): Promise<Uint8Array> {
  if (!(body instanceof ReadableStream)) return new Uint8Array();
  return new Uint8Array(await new Response(body).arrayBuffer());
}

function parseAnswer(raw: Uint8Array, route: string): unknown {
  if (raw.length === 0) return null;
  try {
    return JSON.parse(new TextDecoder().decode(raw));
  } catch (error) {
    throw new SynclineError({
      class: 'transient',
      code: 'github_not_json',
      message: `GitHub answered ${route} with something that is no JSON`,
      cause: error,
    });
  }
}

/** Octokit wraps whatever its fetch throws; ours is below. */
function unwrap(error: unknown): unknown {
  if (error instanceof Error && error.cause instanceof SynclineError) return error.cause;
  return error;
}

function ignore(): void {}

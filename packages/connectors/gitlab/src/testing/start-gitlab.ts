import { createGitLabSandbox, type GitLabSandbox, type GitLabSandboxOptions } from '@syncline/connector-gitlab/sandbox';
import { createVendorFetch, type FetchedPage, type PageCursor, type Stream } from '@syncline/connector-sdk';
import type { NormalisedRecord } from '@syncline/core';
import { onTestFinished } from 'vitest';
import { createGitLabClient, type GitLabClient } from '../client.ts';
import { gitLab } from '../connector.ts';
import { gitLabSettings } from '../settings.ts';

export const signal = new AbortController().signal;
export const API = 'projects/201:acme/api';

/** An instance and a client of it, for one test. */
export async function start(options: GitLabSandboxOptions = {}, settings: object = {}) {
  const sandbox = await createGitLabSandbox({ issues: 30, projects: 1, ...options });
  onTestFinished(() => sandbox.close());
  return { sandbox, client: connect(sandbox, settings) };
}

function connect(sandbox: GitLabSandbox, settings: object): GitLabClient {
  const gate = { take: async () => {}, report: async () => {} };
  return createGitLabClient({
    baseUrl: sandbox.url,
    settings: gitLabSettings.parse({ group: sandbox.group, ...settings }),
    secrets: { token: sandbox.token },
    fetch: createVendorFetch({ gate, interpret: gitLab.interpretAnswer, timeoutMs: 5_000, retries: 0 }),
  });
}

export function streamNamed(name: string): Stream {
  const stream = gitLab.streams.find((candidate) => candidate.name === name);
  if (!stream) throw new Error(`no stream ${name}`);
  return stream;
}

/** All records of a list from a cursor to its end, by id; and what `between` does after each page. */
export async function readAll(
  client: GitLabClient,
  name: string,
  {
    since = null,
    scope = API,
    from = null,
    between,
  }: {
    readonly since?: Date | null;
    readonly scope?: string;
    readonly from?: PageCursor | null;
    readonly between?: (page: number) => void;
  } = {},
): Promise<Map<string, NormalisedRecord>> {
  const stream = streamNamed(name);
  const records = new Map<string, NormalisedRecord>();
  let cursor = from;
  for (let pages = 1; ; pages += 1) {
    const page: FetchedPage = await stream.readPage(client, { scope, cursor, since }, signal);
    for (const item of stream.parsePage(page.raw)) {
      const result = stream.normalize(item, scope);
      if (result.outcome === 'record') records.set(result.record.externalId, result.record);
    }
    between?.(pages);
    cursor = page.next;
    if (cursor === null) return records;
  }
}

/** One record, or how it is gone. */
export async function fetchOne(
  client: GitLabClient,
  name: string,
  externalId: string | number,
  locator: string | null,
  scope = API,
): Promise<NormalisedRecord | string> {
  const stream = streamNamed(name);
  const fetched = await stream.fetchOne?.(client, { externalId: String(externalId), locator, scope }, signal);
  if (fetched?.outcome !== 'found') return fetched?.outcome ?? 'no call';
  const result = stream.normalize(stream.parsePage(fetched.raw)[0], scope);
  return result.outcome === 'record' ? result.record : result.outcome;
}

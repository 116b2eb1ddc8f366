import { createGitLabSandbox, type GitLabSandbox, type GitLabSandboxOptions } from '@syncline/connector-gitlab/sandbox';
import {
  createVendorFetch,
  createVendorTransfer,
  type FetchedPage,
  type PageCursor,
  type Stream,
} from '@syncline/connector-sdk';
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
    transfer: createVendorTransfer({ gate, interpret: gitLab.interpretAnswer, timeoutMs: 5_000, retries: 0 }),
  });
}

export function streamNamed(name: string): Stream {
  const stream = gitLab.streams.find((candidate) => candidate.name === name);
  if (!stream) throw new Error(`no stream ${name}`);
  return stream;
}

/** All records of a backfill by id, as its windows or pages are planned; and what `between` does after each page. */
export async function readBackfill(
  client: GitLabClient,
  name: string,
  { scope = API, between }: { readonly scope?: string; readonly between?: (page: number) => void } = {},
): Promise<Map<string, NormalisedRecord>> {
  const stream = streamNamed(name);
  const records = new Map<string, NormalisedRecord>();
  const plan = await stream.planWindows?.(client, scope, signal);
  const cursors: PageCursor[] = [...(plan?.windows ?? [{ page: 1 }])];
  for (let pages = 1; ; pages += 1) {
    const cursor = cursors.shift();
    if (cursor === undefined) return records;
    const page = await stream.readPage(client, { scope, cursor, since: null }, signal);
    for (const record of recordsOf(stream, page, scope)) records.set(record.externalId, record);
    if (page.next) cursors.push(page.next);
    cursors.push(...(page.split ?? []));
    between?.(pages);
  }
}

function recordsOf(stream: Stream, { raw }: FetchedPage, scope: string): NormalisedRecord[] {
  return stream.parsePage(raw).flatMap((item) => {
    const result = stream.normalize(item, scope);
    return result.outcome === 'record' ? [result.record] : [];
  });
}

/** All records of a list page after page, by id; and what `between` does after each page. */
export async function readAll(
  client: GitLabClient,
  name: string,
  {
    since = null,
    scope = API,
    between,
  }: {
    readonly since?: Date | null;
    readonly scope?: string;
    readonly between?: (page: number) => void;
  } = {},
): Promise<Map<string, NormalisedRecord>> {
  const stream = streamNamed(name);
  const records = new Map<string, NormalisedRecord>();
  let cursor: PageCursor | null = null;
  for (let pages = 1; ; pages += 1) {
    const page: FetchedPage = await stream.readPage(client, { scope, cursor, since }, signal);
    for (const record of recordsOf(stream, page, scope)) records.set(record.externalId, record);
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

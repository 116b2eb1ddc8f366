import {
  createOpenProjectSandbox,
  type OpenProjectSandbox,
  type OpenProjectSandboxOptions,
} from '@syncline/connector-openproject/sandbox';
import { createVendorFetch, createVendorTransfer, type PageCursor, type Stream } from '@syncline/connector-sdk';
import type { NormalisedRecord } from '@syncline/core';
import { onTestFinished } from 'vitest';
import type { OpenProjectClient } from '../client.ts';
import { openProject } from '../connector.ts';
import { openProjectSettings } from '../settings.ts';

export const signal = new AbortController().signal;

/** An instance and a client of it, for one test. */
export async function start(options: OpenProjectSandboxOptions = {}, settings: object = {}) {
  const sandbox = await createOpenProjectSandbox({ workPackages: 30, projects: 1, ...options });
  onTestFinished(() => sandbox.close());
  return { sandbox, client: connect(sandbox, settings) };
}

export function connect(sandbox: OpenProjectSandbox, settings: object = {}, secrets = { token: sandbox.token }) {
  const gate = { take: async () => {}, report: async () => {} };
  return openProject.createClient({
    baseUrl: sandbox.url,
    settings: openProjectSettings.parse(settings),
    secrets,
    fetch: createVendorFetch({ gate, interpret: openProject.interpretAnswer, timeoutMs: 5_000, retries: 0 }),
    transfer: createVendorTransfer({ gate, interpret: openProject.interpretAnswer, timeoutMs: 5_000, retries: 0 }),
  }) as OpenProjectClient;
}

export function streamNamed(name: string): Stream {
  const stream = openProject.streams.find((candidate) => candidate.name === name);
  if (!stream) throw new Error(`no stream ${name}`);
  return stream;
}

/** All records of a stream by id: of a backfill, or of what changed since a time. */
export async function readAll(client: OpenProjectClient, name: string, since: Date | null = null, scope = '1') {
  const stream = streamNamed(name);
  const records = new Map<string, NormalisedRecord>();
  for (let cursor: PageCursor | null = null; ; ) {
    const page: Awaited<ReturnType<typeof stream.readPage>> = await stream.readPage(
      client,
      { scope, cursor, since },
      signal,
    );
    for (const item of stream.parsePage(page.raw)) {
      const result = stream.normalize(item, scope);
      if (result.outcome === 'record') records.set(result.record.externalId, result.record);
    }
    cursor = page.next;
    if (cursor === null) return records;
  }
}

/** One record, or how it is gone. */
export async function fetchOne(
  client: OpenProjectClient,
  name: string,
  externalId: string,
  { locator = null, scope = '1' }: { locator?: string | null; scope?: string } = {},
) {
  const stream = streamNamed(name);
  const fetched = await stream.fetchOne?.(client, { externalId, locator, scope }, signal);
  if (fetched?.outcome !== 'found') return fetched?.outcome ?? 'no call';
  const result = stream.normalize(stream.parsePage(fetched.raw)[0], scope);
  return result.outcome === 'record' ? result.record : result.outcome;
}

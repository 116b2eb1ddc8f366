import {
  createPipedriveSandbox,
  type PipedriveSandbox,
  type PipedriveSandboxOptions,
} from '@syncline/connector-pipedrive/sandbox';
import { createVendorFetch, type PageCursor, type Stream } from '@syncline/connector-sdk';
import type { NormalisedRecord } from '@syncline/core';
import { onTestFinished } from 'vitest';
import type { PipedriveClient } from '../client.ts';
import { pipedrive } from '../connector.ts';
import { pipedriveSettings } from '../settings.ts';

export const signal = new AbortController().signal;

/** More than any test uses. */
export const NO_LIMIT = { rateLimit: { limit: 100_000_000, windowMs: 86_400_000 }, burst: 1_000_000 } as const;

/** A Pipedrive and a client of it, for one test. */
export async function start(options: PipedriveSandboxOptions = {}, settings: object = {}) {
  const sandbox = await createPipedriveSandbox({ persons: 20, ...NO_LIMIT, ...options });
  onTestFinished(() => sandbox.close());
  return { sandbox, client: connect(sandbox, settings) };
}

export function connect(sandbox: PipedriveSandbox, settings: object = {}): PipedriveClient {
  const gate = { take: async () => {}, report: async () => {} };
  return pipedrive.createClient({
    baseUrl: sandbox.url,
    settings: pipedriveSettings.parse(settings),
    secrets: { token: sandbox.token },
    fetch: createVendorFetch({ gate, interpret: pipedrive.interpretAnswer, timeoutMs: 5_000, retries: 0 }),
  });
}

export function streamNamed(name: string): Stream<PipedriveClient> {
  const stream = pipedrive.streams.find((candidate) => candidate.name === name);
  if (!stream) throw new Error(`no stream ${name}`);
  return stream;
}

/** All records of a stream by id: of what changed since a time, or as a backfill reads them. */
export async function readAll(client: PipedriveClient, name: string, since: Date | null = null, pageSize?: number) {
  const stream = streamNamed(name);
  const records = new Map<string, NormalisedRecord>();
  const plan = since === null ? await stream.planWindows?.(client, 'company', signal) : undefined;
  const waiting: (PageCursor | null)[] = plan ? [...plan.windows] : [null];
  for (let cursor = waiting.shift(); cursor !== undefined; cursor = waiting.shift()) {
    const page = await stream.readPage(client, { scope: 'company', cursor, since, pageSize }, signal);
    for (const item of stream.parsePage(page.raw)) {
      const result = stream.normalize(item, 'company');
      if (result.outcome === 'record') records.set(result.record.externalId, result.record);
    }
    waiting.push(...(page.next ? [page.next] : []), ...(page.split ?? []));
  }
  return records;
}

/** One record, or how it is gone. */
export async function fetchOne(client: PipedriveClient, name: string, externalId: string) {
  const stream = streamNamed(name);
  const fetched = await stream.fetchOne?.(client, { externalId, locator: null, scope: 'company' }, signal);
  if (fetched?.outcome !== 'found') return fetched?.outcome ?? 'no call';
  const result = stream.normalize(stream.parsePage(fetched.raw)[0], 'company');
  return result.outcome === 'record' ? result.record : result.outcome;
}

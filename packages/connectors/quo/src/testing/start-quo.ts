import { createQuoSandbox, type QuoSandbox, type QuoSandboxOptions } from '@syncline/connector-quo/sandbox';
import { createVendorFetch, type PageCursor, type Stream } from '@syncline/connector-sdk';
import type { NormalisedRecord } from '@syncline/core';
import { onTestFinished } from 'vitest';
import type { QuoClient } from '../client.ts';
import { quo } from '../connector.ts';
import { quoSettings } from '../settings.ts';

export const signal = new AbortController().signal;

/** A workspace and a client of it, for one test. */
export async function start(options: QuoSandboxOptions = {}, settings: object = {}) {
  const rateLimit = { limit: 1_000_000, windowMs: 1_000 };
  const sandbox = await createQuoSandbox({ contacts: 0, calls: 0, messages: 0, rateLimit, ...options });
  onTestFinished(() => sandbox.close());
  return { sandbox, client: connect(sandbox, settings) };
}

function connect(sandbox: QuoSandbox, settings: object): QuoClient {
  const gate = { take: async () => {}, report: async () => {} };
  return quo.createClient({
    baseUrl: sandbox.url,
    settings: quoSettings.parse(settings),
    secrets: { token: sandbox.token },
    fetch: createVendorFetch({ gate, interpret: quo.interpretAnswer, timeoutMs: 5_000, retries: 0 }),
  }) as QuoClient;
}

function streamNamed(name: string): Stream {
  const stream = quo.streams.find((candidate) => candidate.name === name);
  if (!stream) throw new Error(`no stream ${name}`);
  return stream;
}

/** Records of a stream at one number, and who was seen on the way: of all windows, or of what is new since a time. */
export async function readAll(client: QuoClient, name: string, scope: string, since: Date | null = null) {
  const stream = streamNamed(name);
  const plan = since === null ? await stream.planWindows?.(client, scope, signal) : null;
  const records = new Map<string, NormalisedRecord>();
  const callers = new Set<string>();
  const times = { pages: 0, records: 0, windows: plan?.windows.length ?? 0 };
  for (const start of plan?.windows ?? [null]) {
    for (let cursor: PageCursor | null = start; ; ) {
      const page: Awaited<ReturnType<typeof stream.readPage>> = await stream.readPage(
        client,
        { scope, cursor, since },
        signal,
      );
      times.pages++;
      for (const item of stream.parsePage(page.raw)) {
        const result = stream.normalize(item, scope);
        if (result.outcome !== 'record') throw new Error(`${name}: ${JSON.stringify(result)}`);
        times.records++;
        records.set(result.record.externalId, result.record);
        for (const { externalId } of result.embedded) callers.add(externalId);
      }
      cursor = page.next;
      if (cursor === null) break;
    }
  }
  return { records, callers, times };
}

/** One record, or how it is gone. */
export async function fetchOne(client: QuoClient, name: string, externalId: string, scope = 'workspace') {
  const stream = streamNamed(name);
  const fetched = await stream.fetchOne?.(client, { externalId, locator: externalId, scope }, signal);
  if (fetched?.outcome !== 'found') return fetched?.outcome ?? 'no call';
  const result = stream.normalize(stream.parsePage(fetched.raw)[0], scope);
  return result.outcome === 'record' ? result.record : result.outcome;
}

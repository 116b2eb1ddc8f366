import { createVendorFetch, createVendorTransfer, type PageCursor, type Stream } from '@syncline/connector-sdk';
import { createTrelloSandbox, type TrelloSandbox, type TrelloSandboxOptions } from '@syncline/connector-trello/sandbox';
import type { NormalisedRecord } from '@syncline/core';
import { onTestFinished } from 'vitest';
import type { TrelloClient } from '../client.ts';
import { trello } from '../connector.ts';
import { trelloSettings } from '../settings.ts';

export const signal = new AbortController().signal;

/** More calls than any test makes. */
export const NO_LIMIT = { limit: 1_000_000, windowMs: 10_000 };

/** A Trello and a client of it, for one test. `board` is the id of its first board. */
export async function start(options: TrelloSandboxOptions = {}, settings: object = {}) {
  const sandbox = await createTrelloSandbox({ cards: 30, boards: 1, rateLimit: NO_LIMIT, ...options });
  onTestFinished(() => sandbox.close());
  return { sandbox, client: connect(sandbox, settings), board: sandbox.boards()[0]?.id ?? '' };
}

export function connect(sandbox: TrelloSandbox, settings: object = {}) {
  const gate = { take: async () => {}, report: async () => {} };
  return trello.createClient({
    baseUrl: sandbox.url,
    settings: trelloSettings.parse(settings),
    secrets: { apiKey: sandbox.apiKey, token: sandbox.token },
    fetch: createVendorFetch({ gate, interpret: trello.interpretAnswer, timeoutMs: 5_000, retries: 0 }),
    transfer: createVendorTransfer({ gate, interpret: trello.interpretAnswer, timeoutMs: 5_000, retries: 0 }),
  }) as TrelloClient;
}

export function streamNamed(name: string): Stream {
  const stream = trello.streams.find((candidate) => candidate.name === name);
  if (!stream) throw new Error(`no stream ${name}`);
  return stream;
}

/** All records of a stream by id: of what changed since a time, or, where windows are read, of those alone. */
export async function readAll(
  client: TrelloClient,
  name: string,
  scope: string,
  since: Date | null = null,
  pageSize?: number,
) {
  const stream = streamNamed(name);
  const records = new Map<string, NormalisedRecord>();
  const plan = since === null ? await stream.planWindows?.(client, scope, signal) : undefined;
  const waiting: (PageCursor | null)[] = plan ? [...plan.windows] : [null];
  for (let cursor = waiting.shift(); cursor !== undefined; cursor = waiting.shift()) {
    const page = await stream.readPage(client, { scope, cursor, since, pageSize }, signal);
    for (const item of stream.parsePage(page.raw)) {
      const result = stream.normalize(item, scope);
      if (result.outcome === 'record') records.set(result.record.externalId, result.record);
    }
    waiting.unshift(...(page.next ? [page.next] : []), ...(page.split ?? []));
  }
  return records;
}

/** One record, or how it is gone. */
export async function fetchOne(
  client: TrelloClient,
  name: string,
  externalId: string,
  scope: string,
  locator: string | null = null,
) {
  const stream = streamNamed(name);
  const fetched = await stream.fetchOne?.(client, { externalId, locator, scope }, signal);
  if (fetched?.outcome !== 'found') return fetched?.outcome ?? 'no call';
  const result = stream.normalize(stream.parsePage(fetched.raw)[0], scope);
  return result.outcome === 'record' ? result.record : result.outcome;
}

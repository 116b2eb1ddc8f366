import { createJiraSandbox, type JiraSandbox, type JiraSandboxOptions } from '@syncline/connector-jira/sandbox';
import { createVendorFetch, createVendorTransfer, type Stream } from '@syncline/connector-sdk';
import { onTestFinished } from 'vitest';
import { createJiraClient, type JiraClient } from '../client.ts';
import { jira } from '../connector.ts';
import { jiraSettings } from '../settings.ts';

export const signal = new AbortController().signal;

/** A site and a client of it, for one test. */
export async function start(options: JiraSandboxOptions = {}, settings: object = {}) {
  const sandbox = await createJiraSandbox({ issues: 30, projects: 1, ...options });
  onTestFinished(() => sandbox.close());
  return { sandbox, client: connect(sandbox, settings) };
}

function connect(sandbox: JiraSandbox, settings: object = {}): JiraClient {
  const gate = { take: async () => {}, report: async () => {} };
  return createJiraClient({
    baseUrl: sandbox.url,
    settings: jiraSettings.parse({ email: sandbox.email, ...settings }),
    secrets: { token: sandbox.token },
    fetch: createVendorFetch({ gate, interpret: jira.interpretAnswer, timeoutMs: 5_000, retries: 0 }),
    transfer: createVendorTransfer({ gate, interpret: jira.interpretAnswer, timeoutMs: 5_000, retries: 0 }),
  });
}

export function streamNamed(name: string): Stream {
  const stream = jira.streams.find((candidate) => candidate.name === name);
  if (!stream) throw new Error(`no stream ${name}`);
  return stream;
}

/** All records of a stream by id: of a backfill, or of what changed since a time. */
export async function readAll(client: JiraClient, name: string, since: Date | null = null, scope = '10000') {
  const stream = streamNamed(name);
  const records = new Map<string, Record<string, unknown>>();
  for (let cursor = null; ; ) {
    const page: Awaited<ReturnType<typeof stream.readPage>> = await stream.readPage(
      client,
      { scope, cursor, since },
      signal,
    );
    for (const item of stream.parsePage(page.raw)) {
      const result = stream.normalize(item, scope);
      if (result.outcome === 'record') records.set(result.record.externalId, { ...result.record });
    }
    cursor = page.next as never;
    if (page.next === null) return records;
  }
}

/** One record, or how it is gone. */
export async function fetchOne(client: JiraClient, name: string, externalId: string, locator: string | null = null) {
  const stream = streamNamed(name);
  const fetched = await stream.fetchOne?.(client, { externalId, locator, scope: '10000' }, signal);
  if (fetched?.outcome !== 'found') return fetched?.outcome ?? 'no call';
  const result = stream.normalize(stream.parsePage(fetched.raw)[0], '10000');
  return result.outcome === 'record' ? result.record : result.outcome;
}

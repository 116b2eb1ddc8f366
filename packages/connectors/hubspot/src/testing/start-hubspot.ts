import {
  createHubspotSandbox,
  type HubspotSandbox,
  type HubspotSandboxOptions,
} from '@syncline/connector-hubspot/sandbox';
import {
  createVendorFetch,
  type Item,
  type LimitReport,
  type PageCursor,
  type Stream,
  type StreamWrites,
} from '@syncline/connector-sdk';
import { onTestFinished } from 'vitest';
import type { HubspotClient } from '../client.ts';
import { hubspot } from '../connector.ts';

export const signal = new AbortController().signal;

export interface Started {
  readonly sandbox: HubspotSandbox;
  readonly client: HubspotClient;
  /** The scope of all streams but custom objects. */
  readonly scope: string;
}

/** A simulator without limits for as long as a test runs, unless it asks for other ones, and a client of it. */
export async function start(options: HubspotSandboxOptions = {}, settings: object = {}): Promise<Started> {
  const sandbox = await createHubspotSandbox({
    rateLimit: { limit: 1_000_000, windowMs: 10_000 },
    searchesPerSecond: 1_000_000,
    ...options,
  });
  onTestFinished(() => sandbox.close());
  return { sandbox, client: connectTo(sandbox, settings), scope: String(sandbox.portalId) };
}

/** Through the real vendor fetch and a gate that lets everything pass and keeps what is reported. */
export function connectTo(
  sandbox: HubspotSandbox,
  settings: object = {},
  secrets: Record<string, string> = { token: sandbox.token },
  reports: LimitReport[] = [],
): HubspotClient {
  const gate = { take: async () => {}, report: async (report: LimitReport) => void reports.push(report) };
  return hubspot.createClient({
    baseUrl: `${sandbox.url}/`,
    settings: hubspot.settings.parse({ portalId: sandbox.portalId, searchesPerSecond: 10_000, ...settings }),
    secrets,
    fetch: createVendorFetch({ gate, interpret: hubspot.interpretAnswer, timeoutMs: 10_000, retries: 0 }),
  });
}

export function streamNamed(name: string): Stream<HubspotClient> {
  const found = hubspot.streams.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no stream ${name}`);
  return found;
}

export function writesOf(name: string): Required<Omit<StreamWrites<HubspotClient>, 'announce'>> {
  const { writes } = streamNamed(name);
  if (!writes) throw new Error(`${name} is only read`);
  return writes as ReturnType<typeof writesOf>;
}

/** The items of a scope as a backfill reads them: what is planned, then page by page. */
export async function readWhole({ client, scope }: Started, stream: Stream<HubspotClient>): Promise<readonly Item[]> {
  const plan = await stream.planWindows?.(client, scope, signal);
  const items: unknown[] = [];
  for (const window of plan?.windows ?? [null])
    for (let cursor: PageCursor | null = window, isFirst = true; isFirst || cursor !== null; isFirst = false) {
      const page = await stream.readPage(client, { scope, cursor, since: null }, signal);
      items.push(...stream.parsePage(page.raw));
      cursor = page.next;
    }
  return items as Item[];
}

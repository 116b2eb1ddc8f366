import type { AnyConnector, Scope, Stream } from '../connector.ts';
import type { LimitReport } from '../limits.ts';
import { createVendorFetch } from '../vendor-fetch.ts';
import { createVendorTransfer } from '../vendor-transfer.ts';
import type { ConformanceSandbox } from './conformance-options.ts';

export interface OpenSandbox {
  readonly client: unknown;
  readonly reports: readonly LimitReport[];
}

/** A client of a connector for a simulator, through the real vendor fetch and a gate that lets everything pass. */
export function openSandbox(
  connector: AnyConnector,
  sandbox: Omit<ConformanceSandbox, 'close'>,
  retries = 0,
): OpenSandbox {
  const reports: LimitReport[] = [];
  const gate = { take: async () => {}, report: async (report: LimitReport) => void reports.push(report) };
  const fetching = { gate, interpret: connector.interpretAnswer, timeoutMs: 5_000, retries };
  const client = connector.createClient({
    baseUrl: sandbox.baseUrl,
    settings: connector.settings.parse(sandbox.settings),
    secrets: sandbox.secrets,
    fetch: createVendorFetch(fetching),
    transfer: createVendorTransfer(fetching),
  });
  return { client, reports };
}

export function streamNamed(connector: AnyConnector, name: string): Stream {
  const stream = connector.streams.find((candidate) => candidate.name === name);
  if (!stream) throw new Error(`${connector.id} has no stream ${name}`);
  return stream;
}

/** The one scope that a counted stream is tried in. */
export async function firstScope(
  connector: AnyConnector,
  client: unknown,
  stream: Stream,
  signal: AbortSignal,
): Promise<Scope> {
  const [scope] = await connector.listScopes(client, stream.scopeKind, signal);
  if (!scope) throw new Error(`${connector.id} lists no scope of the kind ${stream.scopeKind}`);
  return scope;
}

import {
  type AnyConnector,
  createVendorFetch,
  createVendorTransfer,
  type Stream,
  type VendorFetchOptions,
  type VendorTransport,
} from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import {
  type ConnectionRow,
  ensureQuota,
  type FieldSchemaRow,
  fieldSchemasOfConnection,
  findConnection,
  type Lane,
  type Sql,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { accessTokensOf } from '../oauth/access-tokens.ts';
import { withAccessToken } from '../oauth/with-access-token.ts';
import { createQuotaGate } from '../read/quota-gate.ts';
import { traceCalls } from '../tracing/trace-call.ts';
import { configurationOf, connectorOf } from './connection-configuration.ts';
import { resolveSecrets } from './resolve-secrets.ts';

/** A connection ready to be called: its connector, and a client whose every call takes from the connection's quota. */
export interface OpenConnection {
  readonly row: ConnectionRow;
  readonly connector: AnyConnector;
  readonly client: unknown;
  stream(name: string): Stream;
}

/** Opens a connection for work of one lane. Throws SynclineError `auth` when it can't be used as it is set up. */
export async function openConnection(ctx: EngineContext, connectionId: number, lane: Lane): Promise<OpenConnection> {
  const row = await findConnection(ctx.store, connectionId);
  if (!row)
    throw new SynclineError({
      class: 'invalid',
      code: 'no_connection',
      message: `There is no connection ${connectionId}.`,
    });
  const { connector, settings } = configurationOf(ctx, row);
  const options: VendorFetchOptions = {
    gate: createQuotaGate(ctx, row, lane),
    interpret: connector.interpretAnswer,
    transport: ctx.transport,
    timeoutMs: ctx.config.vendorTimeoutMs,
    retries: 2,
    trace: traceCalls(connector.id, ctx.logger),
    onCall: (call) => {
      ctx.metrics.vendorCalls.inc({ connector: connector.id, status: String(call.status) });
      ctx.metrics.vendorCallDuration.observe({ connector: connector.id }, call.ms / 1000);
    },
  };
  const access = await accessOf(ctx, row, connector, {
    fetch: createVendorFetch(options),
    transfer: createVendorTransfer(options),
  });
  const lostFields = connector.describeFields ? lostIn(await fieldSchemasOfConnection(ctx.store, row.id)) : {};
  const client = connector.createClient({ baseUrl: row.baseUrl, settings, lostFields, ...access });
  return { row, connector, client, stream: (name) => streamOf(connector, name) };
}

/** The secrets that a client has and the `fetch` that it calls with: where OAuth gives the token, one that stays fresh. */
async function accessOf(
  ctx: EngineContext,
  row: ConnectionRow,
  connector: AnyConnector,
  { fetch, transfer }: { readonly fetch: VendorTransport; readonly transfer: VendorTransport },
) {
  const secrets = await resolveSecrets(ctx, row);
  const tokens = await accessTokensOf(ctx, row, connector);
  if (!connector.oauth || tokens === null) return { secrets, fetch, transfer };
  const { clientId: _, clientSecret: __, ...others } = secrets;
  const token = await tokens.current();
  return {
    secrets: { ...others, [connector.oauth.tokenSecret]: token },
    fetch: withAccessToken(fetch, token, tokens),
    // A body that flows can be sent once: an upload that is refused for its token is made again by the job.
    transfer: withAccessToken(transfer, token, tokens),
  };
}

/** By stream the keys of fields that are gone. */
function lostIn(schemas: readonly FieldSchemaRow[]): Record<string, string[]> {
  const lost: Record<string, string[]> = {};
  for (const { stream, key, found } of schemas) if (found === null) (lost[stream] ??= []).push(key);
  return lost;
}

export function streamOf(connector: AnyConnector, name: string): Stream {
  const stream = connector.streams.find((candidate) => candidate.name === name);
  if (!stream)
    throw new SynclineError({
      class: 'invalid',
      code: 'no_stream',
      message: `The connector ${connector.id} has no stream ${name}.`,
    });
  return stream;
}

/** Makes the quota row of a connection from the connector's statement, or from the operator's in its place. */
export async function ensureConnectionQuota(
  ctx: EngineContext,
  connectionId: number,
  sql: Sql = ctx.store,
): Promise<void> {
  const row = await findConnection(sql, connectionId);
  if (!row) return;
  const declared = connectorOf(ctx, row).quota;
  await ensureQuota(sql, {
    workspaceId: row.workspaceId,
    connectionId,
    ...(ctx.config.quotaOverride ?? { capacity: declared.capacity, windowMs: declared.windowMs }),
    liveReserve: declared.liveReserve,
    burst: ctx.config.quotaOverride ? null : (declared.burst ?? null),
    cap: ctx.config.quotaOverride?.capacity ?? null,
  });
}

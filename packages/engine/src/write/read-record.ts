import type { FetchedRecord } from '@syncline/connector-sdk';
import { insertReadPage, type Lane, nextReadSeq, type RecordAddress } from '@syncline/store';
import type { OpenConnection } from '../connections/open-connection.ts';
import type { EngineContext } from '../context.ts';
import { mergeSingle, type SingleRead } from '../merge/merge-single.ts';

export type ReadOutcome = 'merged' | Exclude<FetchedRecord['outcome'], 'found'>;

/** Where a record is, as the vendor needs it to be found. */
export interface RecordPlace extends RecordAddress {
  readonly locator: string | null;
  readonly scope: string;
}

/** Reads one record now and merges what it shows, with the rows and guarantees of any other read. */
export async function readRecord(
  ctx: EngineContext,
  connection: OpenConnection,
  record: RecordPlace,
  signal: AbortSignal,
  options: { readonly lane: Lane; readonly boundTo?: SingleRead['boundTo'] },
): Promise<ReadOutcome> {
  const stream = connection.stream(record.stream);
  if (!stream.fetchOne) return 'unreachable';
  const startedSeq = await nextReadSeq(ctx.store);
  const fetched = await stream.fetchOne(connection.client, record, signal);
  if (fetched.outcome !== 'found') return fetched.outcome;
  await mergeAnswer(ctx, connection, record, { startedSeq, lane: options.lane }, fetched.raw, options.boundTo);
  return 'merged';
}

/**
 * Merges a vendor's answer as the read that it is, which began at `startedSeq` (rule 2.7). `boundTo`: the entity that
 * the record was made for.
 */
export async function mergeAnswer(
  ctx: EngineContext,
  connection: OpenConnection,
  record: RecordPlace,
  read: { readonly startedSeq: number; readonly lane: Lane },
  raw: Uint8Array,
  boundTo?: SingleRead['boundTo'],
): Promise<void> {
  const { workspaceId, connectionId, stream, externalId, locator, scope } = record;
  const pageId = await insertReadPage(
    ctx.store,
    { workspaceId, connectionId, stream, externalId, locator, scope, lane: read.lane },
    read.startedSeq,
  );
  await mergeSingle(ctx, {
    record: { workspaceId, connectionId, stream, externalId },
    pageId,
    startedSeq: read.startedSeq,
    scope,
    stream: connection.stream(stream),
    raw,
    hintIds: [],
    ...(boundTo === undefined ? {} : { boundTo }),
  });
}

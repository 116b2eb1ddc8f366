import type { FetchedRecord } from '@syncline/connector-sdk';
import { beginRead, insertPages, type Lane, type RecordAddress } from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { mergeSingle } from '../merge-single.ts';
import type { OpenConnection } from '../open-connection.ts';

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
  options: { readonly lane: Lane; readonly boundTo?: string },
): Promise<ReadOutcome> {
  const stream = connection.stream(record.stream);
  if (!stream.fetchOne) return 'unreachable';
  const page = await beginSingleRead(ctx, record, options.lane);
  try {
    const fetched = await stream.fetchOne(connection.client, record, signal);
    if (fetched.outcome !== 'found') return fetched.outcome;
    await mergeAnswer(ctx, connection, record, page, fetched.raw, options.boundTo);
    return 'merged';
  } finally {
    await discardPage(ctx, page.pageId);
  }
}

export interface BegunRead {
  readonly pageId: number;
  readonly startedSeq: number;
}

/** A page for an answer that is about to come; its read begins now (rule 2.7). */
export async function beginSingleRead(ctx: EngineContext, record: RecordPlace, lane: Lane): Promise<BegunRead> {
  const [pageId] = await insertPages(ctx.store, [
    {
      workspaceId: record.workspaceId,
      connectionId: record.connectionId,
      stream: record.stream,
      scope: record.scope,
      externalId: record.externalId,
      locator: record.locator,
      processId: null,
      lane,
      kind: 'single',
      cursor: null,
      follows: false,
      since: null,
    },
  ]);
  const startedSeq = await beginRead(ctx.store, pageId!, { held: true });
  return { pageId: pageId!, startedSeq: startedSeq! };
}

/** Merges the vendor's answer as the read that it is. `boundTo`: the entity that the record was made for. */
export async function mergeAnswer(
  ctx: EngineContext,
  connection: OpenConnection,
  record: RecordPlace,
  page: BegunRead,
  raw: Uint8Array,
  boundTo?: string,
): Promise<void> {
  await mergeSingle(ctx, {
    record,
    ...page,
    scope: record.scope,
    stream: connection.stream(record.stream),
    raw,
    hintIds: [],
    ...(boundTo === undefined ? {} : { boundTo }),
  });
}

/** A read that brought nothing leaves no page behind to be worked on. */
export async function discardPage(ctx: EngineContext, pageId: number): Promise<void> {
  await ctx.store.query(
    `update pages set state = 'cancelled', finished_at = now() where id = $1 and state = 'queued'`,
    [pageId],
  );
}

import type { Stream } from '@syncline/connector-sdk';
import { newId, type SynclineError, toSynclineError } from '@syncline/core';
import type { JobInfo } from '@syncline/queue';
import {
  addToProcess,
  deferProcess,
  findProcess,
  insertPages,
  insertPartitions,
  insertProcess,
  isReadPaused,
  listStreamStates,
  type NewPage,
  type ProcessRow,
  scopesToRest,
  setChildrenOpen,
  setStreamState,
  transitionProcess,
} from '@syncline/store';
import { holdConnection } from '../connections/hold-connection.ts';
import { type OpenConnection, openConnection } from '../connections/open-connection.ts';
import type { EngineContext } from '../context.ts';
import { enqueueAfterCommit, enqueueCompletion, enqueuePlanning, pageJob } from '../enqueue.ts';
import { runImport } from '../imports/run-import.ts';
import { noteProcess } from '../tracing/note-process.ts';
import { failProcess } from './complete-process.ts';

/** Lays a process out: a parent into children, a child into partitions and first pages. */
export async function planProcess(ctx: EngineContext, processId: string, info: JobInfo): Promise<void> {
  const process = await findProcess(ctx.store, processId);
  if (process?.kind === 'import') return runImport(ctx, process, info);
  if (!process || (process.state !== 'created' && process.state !== 'initializing')) return;
  noteProcess({ processId, connectionId: process.connectionId });
  try {
    if (process.state === 'created')
      await ctx.store.transaction((tx) => transitionProcess(tx, processId, 'initializing'));
    const connection = await openConnection(ctx, process.connectionId, 'bulk');
    if (process.parentId === null) await planParent(ctx, process, connection, info.signal);
    else await planChild(ctx, process, connection);
  } catch (thrown) {
    await handlePlanFailure(ctx, process, thrown, info);
  }
}

async function planParent(
  ctx: EngineContext,
  process: ProcessRow,
  connection: OpenConnection,
  signal: AbortSignal,
): Promise<void> {
  const wanted = process.params.streams as readonly string[] | null;
  const settings = connection.row.settings.streams as readonly string[] | undefined;
  const chosen = wanted ?? settings ?? null;
  const streams = connection.connector.streams.filter(
    (stream) => isListed(stream) && (chosen === null || chosen.includes(stream.name)),
  );
  const scopes = await listScopesOf(connection, streams, signal);
  const children = streams.map((stream) => ({ id: newId(), stream, listed: scopes.get(stream.scopeKind)! }));
  const planned = await ctx.store.transaction(async (tx) => {
    if (!(await transitionProcess(tx, process.id, 'counting'))) return false;
    for (const { id, stream, listed } of children) {
      await insertProcess(tx, {
        id,
        workspaceId: process.workspaceId,
        connectionId: process.connectionId,
        parentId: process.id,
        kind: process.kind,
        stream: stream.name,
        params:
          'error' in listed
            ? { scopes: [], refused: listed.error }
            : {
                scopes: listed.keys,
                isPoll: process.params.isPoll === true,
                pageSize: process.params.pageSize ?? null,
              },
      });
    }
    await setChildrenOpen(tx, process.id, children.length);
    await transitionProcess(tx, process.id, children.length > 0 ? 'processing' : 'completing');
    return true;
  });
  if (!planned) return;
  if (children.length === 0) return enqueueCompletion(ctx, process.id);
  await enqueuePlanning(
    ctx,
    children.map((child) => child.id),
  );
}

/** Streams that are only ever read one record at a time have no pages to list. */
function isListed(stream: Stream): boolean {
  return !(stream.backfill === 'follow' && stream.incremental === 'none' && stream.scopeKind === 'none');
}

type ListedScopes = { readonly keys: readonly string[] } | { readonly error: string };

async function listScopesOf(
  connection: OpenConnection,
  streams: readonly Stream[],
  signal: AbortSignal,
): Promise<Map<string, ListedScopes>> {
  const scopes = new Map<string, ListedScopes>();
  for (const kind of new Set(streams.map((stream) => stream.scopeKind))) {
    try {
      scopes.set(kind, {
        keys: (await connection.connector.listScopes(connection.client, kind, signal)).map((scope) => scope.key),
      });
    } catch (thrown) {
      // One kind of place that we may not see (projects without their token scope) fails its streams, not the others.
      const error = toSynclineError(thrown);
      if (error.class !== 'permission' && error.class !== 'not_found') throw error;
      scopes.set(kind, { error: error.message });
    }
  }
  return scopes;
}

async function planChild(ctx: EngineContext, process: ProcessRow, connection: OpenConnection): Promise<void> {
  const refused = process.params.refused as string | undefined;
  if (refused !== undefined) return failProcess(ctx, process.id, refused);
  const stream = connection.stream(process.stream ?? '');
  const listed = process.params.scopes as readonly string[];
  const resting =
    process.params.isPoll === true
      ? await scopesToRest(
          ctx.store,
          { ...process, stream: stream.name },
          ctx.config.relistIntervalMs,
          stream.incremental !== 'since',
        )
      : new Set<string>();
  const since = process.kind === 'incremental' ? await checkpointsOf(ctx, process, stream) : new Map<string, Date>();
  // What a person has paused is not read behind their back.
  const onlyKnown =
    process.params.isPoll === true && (await isReadPaused(ctx.store, process.connectionId, stream.name));
  const scopes = listed.filter((scope) => !resting.has(scope) && (!onlyKnown || since.has(scope)));
  const pages = scopes.map((scope) => firstPage(process, stream, scope, since.get(scope) ?? null));
  const ids = await ctx.store.transaction(async (tx) => {
    const fansOut = pages.some((page) => page.kind === 'probe');
    if (!(await transitionProcess(tx, process.id, pages.length > 0 ? 'counting' : 'completing'))) return null;
    await insertPartitions(tx, process.workspaceId, process.id, scopes);
    for (const scope of scopes) {
      await setStreamState(
        tx,
        { workspaceId: process.workspaceId, connectionId: process.connectionId, stream: stream.name, scope },
        { state: 'syncing', syncedUpTo: null, processId: process.id, error: null },
      );
    }
    const inserted = await insertPages(tx, pages);
    await addToProcess(tx, process.id, {
      pagesOpen: pages.length,
      pagesExpected: pages.filter((page) => page.kind === 'list').length,
    });
    if (pages.length > 0 && !fansOut) await transitionProcess(tx, process.id, 'processing');
    return inserted;
  });
  if (ids === null) return;
  if (ids.length === 0) return enqueueCompletion(ctx, process.id);
  await enqueueAfterCommit(
    ctx,
    ids.map((id, index) => pageJob({ id, lane: pages[index]!.lane, generation: 0 }, 'fetch')),
  );
}

function firstPage(process: ProcessRow, stream: Stream, scope: string, since: Date | null): NewPage {
  const probed = stream.backfill !== 'follow' && since === null;
  return {
    workspaceId: process.workspaceId,
    connectionId: process.connectionId,
    processId: process.id,
    stream: stream.name,
    scope,
    // A poll since a checkpoint is small and must not wait behind a backfill.
    lane: since === null ? 'bulk' : 'live',
    kind: probed ? 'probe' : 'list',
    cursor: null,
    follows: !probed,
    since,
  };
}

/** From when each scope is to be read; a scope without a checkpoint, or a stream that can't be filtered, is read whole. */
async function checkpointsOf(ctx: EngineContext, process: ProcessRow, stream: Stream): Promise<Map<string, Date>> {
  if (stream.incremental !== 'since') return new Map();
  const states = await listStreamStates(ctx.store, process.workspaceId, process.connectionId);
  const own = states.filter((state) => state.stream === stream.name && state.syncedUpTo !== null);
  const overlapMs = Math.max(ctx.config.pollOverlapMs, stream.incrementalOverlapMs ?? 0);
  return new Map(own.map((state) => [state.scope, new Date(state.syncedUpTo!.getTime() - overlapMs)]));
}

async function handlePlanFailure(
  ctx: EngineContext,
  process: ProcessRow,
  thrown: unknown,
  info: JobInfo,
): Promise<void> {
  if (info.signal.aborted) throw thrown;
  const error: SynclineError = toSynclineError(thrown);
  ctx.logger.warn(
    { processId: process.id, class: error.class, code: error.code, attempt: info.attempt, err: error },
    'planning failed',
  );
  if (error.class === 'auth') return holdConnection(ctx, process.workspaceId, process.connectionId, error);
  if (error.class === 'rate_limited')
    return deferProcess(ctx.store, process.id, error.retryAt ?? new Date(ctx.clock.now().getTime() + 60_000));
  if (error.class === 'transient' && !info.lastAttempt) throw error;
  await failProcess(ctx, process.id, error.message);
}

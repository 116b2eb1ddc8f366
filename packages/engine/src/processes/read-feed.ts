import type { Feed, FeedRead } from '@syncline/connector-sdk';
import {
  beginFeed,
  type FeedAddress,
  findFeed,
  insertHints,
  listConnections,
  moveFeed,
  type NewHint,
  noteFeedRead,
  skipFeed,
} from '@syncline/store';
import { type ConnectionConfiguration, configurationOf } from '../connections/connection-configuration.ts';
import { openConnection } from '../connections/open-connection.ts';
import type { EngineContext } from '../context.ts';
import { enqueueAfterCommit, mailboxJob } from '../enqueue.ts';
import { traced } from '../tracing/row-trace.ts';
import { takesPart } from '../webhooks/takes-part.ts';
import { startClaimedBackfill } from './start-process.ts';

/** Reads in one go; what lies behind them is read in the next. */
const MOST_READS = 500;
/** Subscriptions that are lost at the vendor are made again. */
const SUBSCRIBE_EVERY_MS = 3_600_000;

interface OpenFeed {
  readonly configuration: ConnectionConfiguration;
  readonly feed: Feed;
  readonly client: unknown;
  readonly address: FeedAddress;
}

/**
 * Reads on in what the vendor has written down (SEMANTICS 9), to the end; returns how many hints came of it. The first
 * time it begins with what happens from now on. Each position is left in the transaction that keeps its hints: nothing is
 * passed over, and of several readers one moves on. Where the vendor no longer keeps what comes next, the streams are read
 * whole.
 */
export async function readFeed(ctx: EngineContext, connectionId: number, signal: AbortSignal): Promise<number> {
  const opened = await openFeed(ctx, connectionId);
  if (opened === null) return 0;
  const { feed, client, address } = opened;
  const row = await findFeed(ctx.store, address);
  if (row === null) {
    await feed.subscribe?.(client, signal);
    await beginFeed(ctx.store, address, await feed.start(client, signal));
    return 0;
  }
  let { position } = row;
  let heard = 0;
  for (let reads = 0; reads < MOST_READS; reads++) {
    const read = await feed.read(client, { position, readAt: row.readAt }, signal);
    if (read.outcome === 'end') {
      await noteFeedRead(ctx.store, address);
      return heard;
    }
    if (read.outcome === 'lapsed') {
      await readWhole(ctx, opened, position, read.detail, signal);
      return heard;
    }
    const hints = await keepHints(ctx, opened, position, read);
    if (hints === null) return heard;
    heard += hints;
    position = read.next;
  }
  return heard;
}

async function openFeed(ctx: EngineContext, connectionId: number): Promise<OpenFeed | null> {
  const { row, connector, client } = await openConnection(ctx, connectionId, 'live');
  const configuration = configurationOf(ctx, row);
  const { feed } = connector;
  if (!feed?.isOn(configuration.settings)) return null;
  return { configuration, feed, client, address: { workspaceId: row.workspaceId, connectionId } };
}

/** Null when another reader was first. */
async function keepHints(
  ctx: EngineContext,
  { configuration, address }: OpenFeed,
  from: string,
  { hints: told, next, passedOver = 0 }: Extract<FeedRead, { outcome: 'hints' }>,
): Promise<number | null> {
  if (passedOver > 0)
    ctx.logger.warn({ ...address, passedOver, position: next }, 'a feed tells what is not understood');
  const hints = told
    .filter((hint) => takesPart(configuration, hint))
    .map((hint): NewHint => ({ ...hint, ...address, source: 'feed', inboxId: null }));
  const isOurs = await ctx.store.transaction(async (tx) => {
    if (!(await moveFeed(tx, address, from, next))) return false;
    await insertHints(tx, traced(hints));
    return true;
  });
  if (!isOurs) return null;
  await enqueueAfterCommit(ctx, hints.map(mailboxJob));
  return hints.length;
}

async function readWhole(
  ctx: EngineContext,
  { configuration, feed, client, address }: OpenFeed,
  from: string,
  detail: string,
  signal: AbortSignal,
): Promise<void> {
  const { streams: chosen } = configuration.settings as { readonly streams?: readonly string[] };
  const streams = feed.streams.filter((stream) => chosen?.includes(stream) ?? true);
  await feed.subscribe?.(client, signal);
  // Before anything is read: what happens while it is read is told from here on.
  const next = await feed.start(client, signal);
  const started = await startClaimedBackfill(ctx, { connectionId: address.connectionId, streams }, (tx) =>
    skipFeed(tx, address, from, next),
  );
  if (started)
    ctx.logger.warn({ ...address, detail, streams, ...started }, 'a feed has lapsed: its streams are read whole');
}

/** Reads the feed of every connection that has one, and sees to it that the vendor goes on writing it. */
export function feedsTask(ctx: EngineContext): () => Promise<void> {
  const subscribedAt = new Map<number, number>();
  return async () => {
    for (const row of await listConnections(ctx.store)) {
      if (row.health !== 'ok' || !ctx.connectors.get(row.connector)?.feed) continue;
      const signal = AbortSignal.timeout(ctx.config.vendorTimeoutMs * 10);
      try {
        const now = ctx.clock.now().getTime();
        if (now - (subscribedAt.get(row.id) ?? 0) > SUBSCRIBE_EVERY_MS) {
          await subscribeFeed(ctx, row.id, signal);
          subscribedAt.set(row.id, now);
        }
        await readFeed(ctx, row.id, signal);
      } catch (error) {
        // It is read from where it stands the next time; polls and audits find what it would have told.
        ctx.logger.warn({ connectionId: row.id, err: error }, 'a feed could not be read');
      }
    }
  };
}

async function subscribeFeed(ctx: EngineContext, connectionId: number, signal: AbortSignal): Promise<void> {
  const opened = await openFeed(ctx, connectionId);
  await opened?.feed.subscribe?.(opened.client, signal);
}

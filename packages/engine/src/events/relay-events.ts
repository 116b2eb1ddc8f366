import { newId } from '@syncline/core';
import { type BusPublisher, BusUnavailableError, type ChangeRow, messagesOf } from '@syncline/event-bus';
import {
  claimRelay,
  noteRelayFailure,
  type RelayBatch,
  type RelayCursor,
  type RelayLease,
  readRelayBatch,
  releaseRelay,
  saveRelay,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';
import type { TimedTask } from '../roles.ts';

export interface RelayTiming {
  /** How often it looks for new events, in ms: the longest that one waits on a quiet day. */
  readonly pollMs: number;
  /** For how long one relay keeps others away without a sign of life, in ms. */
  readonly leaseMs: number;
  /** The longest pause after the bus failed, in ms; the first is a tenth of a second. */
  readonly maxPauseMs: number;
}

const relayTiming: RelayTiming = { pollMs: 200, leaseMs: 6_000, maxPauseMs: 10_000 };

const BATCH = 500;
const FIRST_PAUSE_MS = 100;

/** What one turn came to. */
type Turn = 'more' | 'caught up' | 'elsewhere' | 'lost';

/**
 * Hands events on to the bus, in order and at least once (ADR 19): one relay of all that run holds the lease. Where it is
 * stands in Postgres, and moves only after the bus has acknowledged. Nothing waits for it.
 */
export function relayTask(ctx: EngineContext, timing: RelayTiming = relayTiming): TimedTask {
  const holder = newId();
  let lease: RelayLease | null = null;
  let cursor: RelayCursor | null = null;
  let publisher: BusPublisher | null = null;
  let savedAt = 0;
  let failures = 0;
  let pausedUntil = 0;

  /** Everything that is known is what Postgres says: after an error nothing that was remembered counts. */
  const forget = (): void => {
    lease = null;
    cursor = null;
    publisher = null;
  };

  const save = async (held: RelayLease, next: RelayCursor, published: number): Promise<boolean> => {
    savedAt = Date.now();
    return saveRelay(ctx.store, held.epoch, next, published, timing.leaseMs);
  };

  const turn = async (): Promise<Turn> => {
    lease ??= await claimRelay(ctx.store, holder, timing.leaseMs);
    if (!lease) return 'elsewhere';
    cursor ??= lease.cursor;
    publisher ??= await ctx.events.openPublisher();
    const batch: RelayBatch = await readRelayBatch(ctx.store, cursor, BATCH);
    const messages = batch.rows.flatMap((row) => messagesOf(row as ChangeRow));
    if (messages.length > 0) await publisher.publish(messages);
    const mustSave = messages.length > 0 || failures > 0 || Date.now() - savedAt > timing.leaseMs / 3;
    if (mustSave && !(await save(lease, batch.next, messages.length))) return 'lost';
    cursor = batch.next;
    failures = 0;
    ctx.metrics.eventsPublished.inc(messages.length);
    return batch.hasMore ? 'more' : 'caught up';
  };

  const fail = async (error: unknown): Promise<void> => {
    const held: RelayLease | null = lease;
    pausedUntil = Date.now() + Math.min(timing.maxPauseMs, FIRST_PAUSE_MS * 2 ** Math.min(failures, 20));
    // Said when it begins; the state of the relay says the rest.
    if (failures++ === 0) ctx.logger.warn({ err: error }, 'events wait: they could not be handed on to the bus');
    forget();
    // Where Postgres is away, its row says nothing of it; the process' own health does.
    if (held && error instanceof BusUnavailableError)
      await noteRelayFailure(ctx.store, held.epoch, error.message).catch(() => {});
  };

  return {
    name: 'relay events',
    everyMs: timing.pollMs,
    run: async (signal) => {
      while (Date.now() >= pausedUntil && !signal?.aborted) {
        const failedBefore = failures;
        try {
          const result = await turn();
          if (failedBefore > 0 && failures === 0) ctx.logger.info('events are handed on again');
          if (result === 'lost' || result === 'elsewhere') forget();
          // Somebody else has it: there is time until its lease may have run out.
          if (result === 'elsewhere') pausedUntil = Date.now() + timing.leaseMs / 6;
          if (result !== 'more') break;
        } catch (error) {
          await fail(error);
        }
      }
    },
    end: async () => {
      if (lease) await releaseRelay(ctx.store, lease.epoch);
      forget();
    },
  };
}

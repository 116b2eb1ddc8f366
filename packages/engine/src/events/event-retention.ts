import { giveUpEvents, type RetentionOptions } from '@syncline/store';
import type { EngineContext } from '../context.ts';

const BATCH = 10_000;

/**
 * How long things are kept where events are handed on: those that wait for the bus stay beyond their time, but not for
 * ever, and it is told when some are given up.
 */
export async function eventRetention(ctx: EngineContext): Promise<RetentionOptions> {
  const hasBus = ctx.events.kind !== 'none';
  const { retention } = ctx.config;
  if (!hasBus) return retention;
  const longest = Math.max(retention.eventsMs, retention.unsentEventsMs);
  const lost = await giveUpEvents(ctx.store, longest, BATCH);
  if (lost > 0) {
    ctx.metrics.eventsGivenUp.inc(lost);
    ctx.logger.error(
      { events: lost, olderThanMs: longest },
      'events were given up: the event bus was away for longer than they are kept',
    );
  }
  return { ...retention, hasBus };
}

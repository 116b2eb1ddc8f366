import type { Logger } from '@syncline/observability';
import { type EventRow, lastEventPosition, readEvents, type Store } from '@syncline/store';

interface EventHubOptions {
  readonly store: Store;
  readonly workspaceId: number;
  readonly logger: Logger;
  readonly pollMs?: number;
}

/** The hubs of all workspaces, each made when it is first asked for. */
export interface EventHubs {
  of(workspaceId: number): EventHub;
  close(): void;
}

export function createEventHubs(options: Omit<EventHubOptions, 'workspaceId'>): EventHubs {
  const hubs = new Map<number, EventHub>();
  let closed = false;
  return {
    of: (workspaceId) => {
      const hub = hubs.get(workspaceId) ?? createEventHub({ ...options, workspaceId });
      hubs.set(workspaceId, hub);
      if (closed) hub.close();
      return hub;
    },
    close: () => {
      closed = true;
      for (const hub of hubs.values()) hub.close();
    },
  };
}

export interface EventHub {
  /**
   * All events after a position (or from now on), in order and without gap, in batches, until the signal or
   * the hub ends. An empty batch says "caught up".
   */
  follow(after: string | null, signal: AbortSignal): AsyncGenerator<EventRow[]>;
  close(): void;
}

const BATCH = 500;
/** A reader this far behind reads from the store again instead of making the hub remember more. */
const MAX_WAITING = 2_000;

interface Subscriber {
  waiting: EventRow[];
  lost: boolean;
  wake: () => void;
}

/** One poller of the store for all live streams of a workspace; it rests while nobody listens. */
function createEventHub({ store, workspaceId, logger, pollMs = 250 }: EventHubOptions): EventHub {
  const subscribers = new Set<Subscriber>();
  let position = '0-0';
  let starting: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;

  const poll = async (): Promise<void> => {
    try {
      const rows = await readEvents(store, workspaceId, position, BATCH);
      position = rows.at(-1)?.position ?? position;
      if (rows.length > 0) for (const subscriber of subscribers) hand(subscriber, rows);
      schedule(rows.length === BATCH ? 0 : pollMs);
    } catch (error) {
      // The position stands, so nothing is missed once the database is back.
      logger.warn({ err: error }, 'live events could not be read; trying again');
      schedule(pollMs * 4);
    }
  };
  const schedule = (ms: number): void => {
    if (!closed && subscribers.size > 0) {
      timer = setTimeout(() => void poll(), ms);
      return;
    }
    timer = null;
    starting = null;
  };
  /** Sets where the hub reads from, once, before any reader catches up: a later position would leave a gap behind them. */
  const start = (): Promise<void> => {
    starting ??= lastEventPosition(store).then(
      (end) => {
        position = end;
        schedule(0);
      },
      (error: unknown) => {
        starting = null;
        throw error;
      },
    );
    return starting;
  };

  async function* follow(after: string | null, signal: AbortSignal): AsyncGenerator<EventRow[]> {
    const subscriber: Subscriber = { waiting: [], lost: true, wake: () => {} };
    const stop = (): void => subscriber.wake();
    signal.addEventListener('abort', stop);
    try {
      subscribers.add(subscriber);
      await start();
      let mine = after ?? position;
      while (!closed && !signal.aborted) {
        if (subscriber.lost) {
          subscriber.lost = false;
          subscriber.waiting = [];
          for await (const rows of catchUp(mine)) {
            if (closed || signal.aborted) return;
            mine = rows.at(-1)?.position ?? mine;
            yield rows;
          }
        }
        const fresh = subscriber.waiting.filter((row) => isAfter(row.position, mine));
        subscriber.waiting = [];
        if (fresh.length > 0) {
          mine = fresh.at(-1)?.position ?? mine;
          yield fresh;
        } else if (!subscriber.lost) {
          await new Promise<void>((resolve) => {
            subscriber.wake = resolve;
            if (closed || signal.aborted || subscriber.waiting.length > 0) resolve();
          });
        }
      }
    } finally {
      signal.removeEventListener('abort', stop);
      subscribers.delete(subscriber);
    }
  }

  /** Ends with a batch that is not full: all that the hub had read by then was readable, so nothing lies between. */
  async function* catchUp(from: string): AsyncGenerator<EventRow[]> {
    for (let at = from; ; ) {
      const rows = await readEvents(store, workspaceId, at, BATCH);
      at = rows.at(-1)?.position ?? at;
      yield rows;
      if (rows.length < BATCH) return;
    }
  }

  return {
    follow,
    close: () => {
      closed = true;
      if (timer) clearTimeout(timer);
      for (const subscriber of subscribers) subscriber.wake();
    },
  };
}

function hand(subscriber: Subscriber, rows: readonly EventRow[]): void {
  if (subscriber.waiting.length + rows.length > MAX_WAITING) {
    subscriber.waiting = [];
    subscriber.lost = true;
  } else subscriber.waiting.push(...rows);
  subscriber.wake();
}

/** Whether `a` comes after `b`; positions are `<transaction>-<id>`. */
function isAfter(a: string, b: string): boolean {
  const [aTx = '0', aId = '0'] = a.split('-');
  const [bTx = '0', bId = '0'] = b.split('-');
  if (aTx !== bTx) return BigInt(aTx) > BigInt(bTx);
  return BigInt(aId) > BigInt(bId);
}

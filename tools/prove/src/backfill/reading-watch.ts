import { setTimeout as delay } from 'node:timers/promises';
import type { EngineContext } from '@syncline/engine';
import type { RequestLog } from '@syncline/sandbox';

/** List pages of a stream that were being read at one moment, at most. */
export interface AtOnce {
  readonly inAll: number;
  /** Of one scope, such as a repository: 1 for a list that is followed page by page. */
  readonly inOneScope: number;
}

export interface ReadingWatch {
  /** To be called when the fetchers are dead: what they were reading is being read no more. */
  forget(): Promise<void>;
  /** Ends the watch; by stream. */
  end(): Promise<ReadonlyMap<string, AtOnce>>;
}

const LOOK_EVERY_MS = 15;

/** Looks, again and again, at how many list pages have been asked for and not been stored yet. */
export function watchReading(ctx: EngineContext, connectionId: number): ReadingWatch {
  const ended = new AbortController();
  const most = new Map<string, AtOnce>();
  let since = 0;
  const look = async (): Promise<void> => {
    const { rows } = await ctx.store.query<AtOnce & { stream: string }>(
      `select stream, sum(reading)::int as "inAll", max(reading)::int as "inOneScope" from (
         select stream, scope, count(*) as reading from pages
         where connection_id = $1 and kind = 'list' and state = 'queued' and read_started_seq > $2
           and (next_attempt_at is null or next_attempt_at <= now())
         group by stream, scope) scopes
       group by stream`,
      [connectionId, since],
    );
    for (const { stream, inAll, inOneScope } of rows) {
      const before = most.get(stream) ?? { inAll: 0, inOneScope: 0 };
      most.set(stream, {
        inAll: Math.max(before.inAll, inAll),
        inOneScope: Math.max(before.inOneScope, inOneScope),
      });
    }
  };
  const watching = (async () => {
    while (!ended.signal.aborted) {
      await look();
      await delay(LOOK_EVERY_MS);
    }
  })();
  // Seen by `end`.
  watching.catch(() => {});
  return {
    forget: async () => {
      const { rows } = await ctx.store.query<{ last: number }>('select last_value::int as last from read_seq');
      since = rows[0]!.last;
    },
    end: async () => {
      ended.abort();
      await watching;
      return most;
    },
  };
}

/** The most requests that the vendor was answering at one moment, by its own log. */
export function answeredAtOnce(log: RequestLog): number {
  const edges = log.recent().flatMap(({ at, durationMs }) => {
    const end = at.getTime();
    return [
      { at: end - durationMs, by: 1 },
      { at: end, by: -1 },
    ];
  });
  edges.sort((a, b) => a.at - b.at || a.by - b.by);
  let now = 0;
  let most = 0;
  for (const { by } of edges) {
    now += by;
    most = Math.max(most, now);
  }
  return most;
}

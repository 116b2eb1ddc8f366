import type { QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { eventTypes } from './event-types.ts';

/** `live`: events come as they happen; `broken`: the stream is away, and is being opened again. */
export type LinkState = 'connecting' | 'live' | 'broken';

/** Which kinds of things an event makes stale, by the first part of its type. */
const staleBy: Readonly<Record<string, readonly string[]>> = {
  process: ['processes', 'imports', 'status', 'history', 'changes'],
  proposal: ['proposals', 'duplicates', 'imports', 'audit'],
  reconciliation: ['reconciliation', 'imports', 'status', 'sync-status', 'processes', 'connections'],
  connection: ['connections', 'status'],
  sync: ['reconciliation', 'sync-status', 'changes'],
  writeback: ['sync-status', 'history', 'entities'],
  alert: ['alerts', 'slo'],
  insight: ['insights'],
  interest: ['entities'],
};
/** Many events in a moment, as a backfill has them, are one look at the API. */
const GATHER_MS = 150;
const REOPEN_MS = 2_000;

let state: LinkState = 'connecting';
const watchers = new Set<() => void>();
function setState(next: LinkState): void {
  if (next === state) return;
  state = next;
  for (const watcher of watchers) watcher();
}

export function useLinkState(): LinkState {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => state,
  );
}

/** Follows the live events and makes stale what they are about. Returns what ends it. */
export function followEvents(client: QueryClient): () => void {
  let lastEventId = '';
  let source: EventSource | null = null;
  let reopening: ReturnType<typeof setTimeout> | undefined;
  let gathering: ReturnType<typeof setTimeout> | undefined;
  const stale = new Set<string>();

  const note = (message: MessageEvent<string>): void => {
    lastEventId = message.lastEventId || lastEventId;
    for (const kind of staleBy[message.type.split('.')[0] ?? ''] ?? []) stale.add(kind);
    if (message.type === 'client.changed' || message.type === 'interest.changed')
      stale.add(`client ${JSON.parse(message.data).entityId}`);
    gathering ??= setTimeout(() => {
      gathering = undefined;
      const kinds = new Set(stale);
      stale.clear();
      void client.invalidateQueries({ predicate: ({ queryKey }) => isStale(queryKey, kinds) });
    }, GATHER_MS);
  };
  const open = (): void => {
    const query = new URLSearchParams({ types: eventTypes.join(',') });
    // A source that gave up is a new one, which knows nothing of the last: it is told where to go on.
    if (lastEventId !== '') query.set('lastEventId', lastEventId);
    source = new EventSource(`/api/v1/events?${query}`);
    source.onopen = () => {
      if (state === 'broken') void client.invalidateQueries();
      setState('live');
    };
    source.onerror = () => {
      setState('broken');
      if (source?.readyState === EventSource.CLOSED) reopening = setTimeout(open, REOPEN_MS);
    };
    for (const type of eventTypes) source.addEventListener(type, note);
  };
  open();
  return () => {
    clearTimeout(reopening);
    clearTimeout(gathering);
    source?.close();
    setState('connecting');
  };
}

/** One client is stale by what is told of it alone, the list of them by what is told of any. */
function isStale([kind, view, id]: readonly unknown[], kinds: ReadonlySet<string>): boolean {
  if (kind !== 'clients') return kinds.has(String(kind));
  if (view === 'list') return [...kinds].some((each) => each.startsWith('client '));
  return kinds.has(`client ${String(id)}`);
}

import {
  type ConnectionView,
  countEntities,
  listConnectionViews,
  listProcesses,
  type ProcessView,
  readRelayStatus,
  summarizeWork,
  type WorkSummary,
} from '@syncline/store';
import type { OperatorDeps } from './operator-deps.ts';

/** Counting entities reads a whole index, so the counts are kept for this long. */
const ENTITY_COUNT_AGE_MS = 10_000;
const PROCESSES_SHOWN = 20;
const CONNECTIONS_SHOWN = 200;

/** A reader of the status object. */
export function createStatusReader({ context, links, version }: OperatorDeps) {
  const { store, clock, config } = context;
  const counted = new Map<number, { at: number; byKind: Promise<Record<string, number>> }>();
  const entitiesByKind = (workspaceId: number): Promise<Record<string, number>> => {
    const now = clock.now().getTime();
    const known = counted.get(workspaceId);
    if (known && now - known.at < ENTITY_COUNT_AGE_MS) return known.byKind;
    const byKind = countEntities(store, workspaceId);
    byKind.catch(() => counted.delete(workspaceId));
    counted.set(workspaceId, { at: now, byKind });
    return byKind;
  };

  return async (workspaceId: number) => {
    const [summary, connections, processes, byKind, relay] = await Promise.all([
      summarizeWork(store, workspaceId),
      listConnectionViews(store, workspaceId, config.pollIntervalMs, { limit: CONNECTIONS_SHOWN }),
      listProcesses(store, workspaceId, { open: true }, { limit: PROCESSES_SHOWN }),
      entitiesByKind(workspaceId),
      context.events.kind === 'none' ? null : readRelayStatus(store),
    ]);
    const { databaseTime, lagMs, ...counts } = summary;
    return {
      ...describe(summary, connections.items, processes.items),
      version,
      databaseTime,
      lagMs,
      counts: {
        connections: connections.items.length,
        entities: Object.values(byKind).reduce((sum, count) => sum + count, 0),
        entitiesByKind: byKind,
        ...counts,
      },
      connections: connections.items.map(({ id, name, connector, health }) => ({ id, name, connector, health })),
      processes: [...processes.items],
      eventBus: relay && { kind: context.events.kind, ...relay },
      links: { ...links },
    };
  };
}

interface Description {
  readonly health: 'ok' | 'busy' | 'attention';
  readonly sentence: string;
}

/** The most urgent thing first; one sentence. */
function describe(
  summary: WorkSummary,
  connections: readonly ConnectionView[],
  processes: readonly ProcessView[],
): Description {
  if (connections.length === 0)
    return { health: 'attention', sentence: 'There is no connection yet, so there is nothing to keep in step.' };
  const broken = connections.filter((connection) => connection.health === 'action required');
  if (broken[0])
    return {
      health: 'attention',
      sentence: `${broken[0].name} needs you: ${broken[0].healthReason ?? 'its credentials are refused'}`,
    };
  const failing = connections.filter((connection) => connection.health === 'error');
  if (failing[0])
    return {
      health: 'attention',
      sentence: `${failing[0].name} is more than two polls behind, and its last run failed or did not start.`,
    };
  const items =
    summary.itemsOpen === 0 ? '' : ` ${plural(summary.itemsOpen, 'record waits', 'records wait')} for a decision.`;
  const running = processes.filter((process) => process.treeState !== 'paused');
  const health = summary.itemsOpen > 0 ? ('attention' as const) : ('busy' as const);
  if (running.length > 0)
    return { health, sentence: `${plural(running.length, 'process is', 'processes are')} running.${items}` };
  if (summary.deliveriesWaiting + summary.hintsWaiting > 0) {
    return {
      health,
      sentence: `${plural(summary.deliveriesWaiting + summary.hintsWaiting, 'change is', 'changes are')} on the way into the graph.${items}`,
    };
  }
  if (processes.length > 0)
    return { health, sentence: `${plural(processes.length, 'process is', 'processes are')} paused.${items}` };
  if (items !== '') return { health, sentence: items.trim() };
  const never = connections.filter((connection) => connection.health === 'pending').length;
  if (never === connections.length) return { health: 'ok', sentence: 'Nothing was read yet: start a backfill.' };
  return {
    health: 'ok',
    sentence: `All is in step: ${plural(connections.length, 'connection', 'connections')}, nothing waits.`,
  };
}

function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

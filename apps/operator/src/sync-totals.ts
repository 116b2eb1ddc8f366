import type { EngineContext } from '@syncline/engine';
import { countMappings, type MemberStatus } from '@syncline/store';

export type SyncTotals = ReturnType<typeof totalsOf>;

/** The figures of all members together. */
export function totalsOf(members: readonly MemberStatus[]) {
  const sum = (of: (member: MemberStatus) => number) => members.reduce((total, member) => total + of(member), 0);
  const waiting = members.flatMap((member) => (member.oldestWaitingMs === null ? [] : [member.oldestWaitingMs]));
  return {
    mapped: sum((member) => member.mapped),
    writebacksPending: sum((member) => member.writebacksPending),
    oldestWaitingMs: waiting.length === 0 ? null : Math.max(...waiting),
    conflictsOpen: sum((member) => member.conflictsOpen),
    errorsOpen: sum((member) => member.errorsOpen),
  };
}

/** Counting mappings reads all of them, so the counts are kept for this long. */
const COUNT_AGE_MS = 10_000;

/** Linked records by `connection id/stream`, for a workspace. */
export type MappedCounts = (workspaceId: number) => Promise<Record<string, number>>;

export function createMappedCounts(context: EngineContext): MappedCounts {
  const counted = new Map<number, { at: number; counts: Promise<Record<string, number>> }>();
  return (workspaceId) => {
    const now = context.clock.now().getTime();
    const known = counted.get(workspaceId);
    if (known && now - known.at < COUNT_AGE_MS) return known.counts;
    const counts = countMappings(context.store, workspaceId);
    counts.catch(() => counted.delete(workspaceId));
    counted.set(workspaceId, { at: now, counts });
    return counts;
  };
}

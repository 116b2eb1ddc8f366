import { randomUUID } from 'node:crypto';

/** By workspace and entity: since when something is to be written. */
type Dirty = Map<number, Map<string, Date>>;

/** What one keeper knows between its passes; all of it is found again from the position that is stored. */
export interface KeeperState {
  readonly holder: string;
  /** Events up to here are in `entities`, `related` and `workspaces`; null: not begun, or the lease was lost. */
  position: string | null;
  /** Entities that have changed. */
  readonly entities: Dirty;
  /** Entities whose items have to be looked at. */
  readonly related: Dirty;
  /** Projects whose items have changed. */
  readonly projects: Dirty;
  /** Workspaces in which anything has happened. */
  readonly workspaces: Map<number, Date>;
  /** Keys that were removed, until the cache must have noticed, with when. */
  readonly removed: Map<string, number>;
  /** No key may be written before, in ms since 1970. */
  mayWriteAt: number;
  summariesAt: number;
  failures: number;
}

export function createKeeperState(): KeeperState {
  return {
    holder: randomUUID(),
    position: null,
    entities: new Map(),
    related: new Map(),
    projects: new Map(),
    workspaces: new Map(),
    removed: new Map(),
    mayWriteAt: 0,
    summariesAt: 0,
    failures: 0,
  };
}

/** Begins anew, at a position. */
export function resetKeeper(state: KeeperState, position: string | null): void {
  for (const each of [state.entities, state.related, state.projects, state.workspaces]) each.clear();
  state.position = position;
  state.summariesAt = 0;
}

/** Remembers the oldest change of each. */
export function markDirty(dirty: Dirty, workspaceId: number, id: string, since: Date): void {
  let ids = dirty.get(workspaceId);
  if (!ids) dirty.set(workspaceId, (ids = new Map()));
  const known = ids.get(id);
  if (known === undefined || known > since) ids.set(id, since);
}

export function countDirty(dirty: Dirty): number {
  let count = 0;
  for (const ids of dirty.values()) count += ids.size;
  return count;
}

/** Whether everything that is known of is written. */
export function isClean(state: KeeperState): boolean {
  return (
    state.workspaces.size === 0 &&
    [state.entities, state.related, state.projects].every((each) => countDirty(each) === 0)
  );
}

/** Since when the oldest change waits; null: none does. */
export function dirtySince(state: KeeperState): Date | null {
  let oldest: Date | null = null;
  const look = (since: Date): void => {
    if (oldest === null || since < oldest) oldest = since;
  };
  for (const dirty of [state.entities, state.related, state.projects])
    for (const ids of dirty.values()) ids.forEach(look);
  state.workspaces.forEach(look);
  return oldest;
}

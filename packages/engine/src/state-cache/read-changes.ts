import { readEventsOfAll } from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { countDirty, type KeeperState, markDirty } from './keeper-state.ts';

const EVENTS_A_READ = 5_000;
/** More is not remembered: it is read when this is written. */
const MAX_DIRTY = 100_000;

/** Follows the events from where it stands, and notes what they are about. */
export async function readChanges(ctx: EngineContext, state: KeeperState): Promise<void> {
  while (countDirty(state.entities) < MAX_DIRTY) {
    const events = await readEventsOfAll(ctx.store, state.position ?? '0-0', EVENTS_A_READ);
    for (const { workspaceId, type, entityId, at } of events) {
      if (!state.workspaces.has(workspaceId)) state.workspaces.set(workspaceId, at);
      if (entityId === null) continue;
      markDirty(state.entities, workspaceId, entityId, at);
      if (type === 'entity.related') markDirty(state.related, workspaceId, entityId, at);
    }
    state.position = events.at(-1)?.position ?? state.position;
    if (events.length < EVENTS_A_READ) return;
  }
}

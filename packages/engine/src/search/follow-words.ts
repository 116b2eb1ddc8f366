import { indexWords, isFollowed, workspacesWithKinds } from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { type Follower, followChanges } from '../events/follow-changes.ts';
import type { TimedTask } from '../roles.ts';

const follower: Follower = {
  name: 'words',
  kinds: null,
  take: (tx, { workspaceId }, entityIds) => indexWords(tx, workspaceId, entityIds),
};

/** Keeps what entities are searched by beside them, so that no write of an entity pays for it (ADR 34). */
export function wordsTask(ctx: EngineContext): TimedTask {
  return { name: 'follow words', everyMs: 5_000, run: (signal) => followWords(ctx, signal) };
}

export async function followWords(ctx: EngineContext, signal?: AbortSignal): Promise<void> {
  for (const workspaceId of await workspacesWithKinds(ctx.store, null)) {
    if (signal?.aborted) return;
    if (await isFollowed(ctx.store, follower.name, workspaceId)) continue;
    await followChanges(ctx, follower, workspaceId, signal, async () => undefined);
  }
}

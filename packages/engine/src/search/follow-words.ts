import { indexWords, isFollowed, workspacesWithKinds } from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { type Follower, followChanges } from '../events/follow-changes.ts';
import { inEachWorkspace } from '../events/in-each-workspace.ts';
import type { TimedTask } from '../roles.ts';

const TASK = 'follow words';

const follower: Follower = {
  name: 'words',
  kinds: null,
  take: (tx, { workspaceId }, entityIds) => indexWords(tx, workspaceId, entityIds),
};

/** Keeps what entities are searched by beside them, so that no write of an entity pays for it (ADR 34). */
export function wordsTask(ctx: EngineContext): TimedTask {
  return { name: TASK, everyMs: 5_000, run: (signal) => followWords(ctx, signal) };
}

export async function followWords(ctx: EngineContext, signal?: AbortSignal): Promise<void> {
  await inEachWorkspace(ctx, TASK, await workspacesWithKinds(ctx.store, null), signal, async (workspaceId) => {
    if (await isFollowed(ctx.store, follower.name, workspaceId)) return;
    await followChanges(ctx, follower, workspaceId, signal, async () => undefined);
  });
}

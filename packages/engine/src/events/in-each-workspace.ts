import type { EngineContext } from '../context.ts';

/**
 * Does something in one workspace after the other. Where it fails, that is logged, and the others go on: it is tried again
 * next time, from where it stood.
 */
export async function inEachWorkspace(
  ctx: EngineContext,
  task: string,
  workspaceIds: readonly number[],
  signal: AbortSignal | undefined,
  work: (workspaceId: number) => Promise<unknown>,
): Promise<void> {
  for (const workspaceId of workspaceIds) {
    if (signal?.aborted) return;
    try {
      await work(workspaceId);
    } catch (error) {
      ctx.logger.warn({ task, workspaceId, err: error }, 'timed task failed in a workspace');
    }
  }
}

import { type EngineContext, runTasks, type TimedTask } from '@syncline/engine';
import type { Lifecycle } from '@syncline/runtime';

/** Repeats tasks until shutdown, which waits for the run that is under way. */
export function runTasksUntilShutdown(
  ctx: EngineContext,
  lifecycle: Pick<Lifecycle, 'signal' | 'onShutdown'>,
  tasks: readonly TimedTask[],
): void {
  const running = runTasks(ctx, tasks, lifecycle.signal);
  lifecycle.onShutdown('timers', () => running);
}

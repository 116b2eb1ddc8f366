import type { EngineContext } from './context.ts';
import type { TimedTask } from './roles.ts';

/**
 * Repeats tasks until the signal is aborted; resolves when the last run has ended. A task that fails is
 * logged and runs again at its next turn.
 */
export async function runTasks(ctx: EngineContext, tasks: readonly TimedTask[], signal: AbortSignal): Promise<void> {
  await Promise.all(tasks.map((task) => repeat(ctx, task, signal)));
}

async function repeat(ctx: EngineContext, task: TimedTask, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await task.run(signal);
    } catch (error) {
      ctx.logger.warn({ task: task.name, err: error }, 'timed task failed');
    }
    await pause(task.everyMs, signal);
  }
  await task
    .end?.()
    .catch((error: unknown) => ctx.logger.warn({ task: task.name, err: error }, 'timed task did not end well'));
}

/** Resolves after `ms`, or at once when aborted. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    if (signal.aborted) done();
    else signal.addEventListener('abort', done);
  });
}

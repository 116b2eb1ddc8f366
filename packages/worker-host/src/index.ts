export { processEnvironment, type WorkerEnv, workerEnv } from './env.ts';
export { openContext, type OpenContextOptions } from './open-context.ts';
export { runTasksUntilShutdown } from './run-tasks-until-shutdown.ts';
export { concurrencyOf, runWorker, type WorkerStart } from './run-worker.ts';

export { processEnvironment, type WorkerEnv, workerEnv } from './env.ts';
export { type OpenContextOptions, openContext } from './open-context.ts';
export { runTasksUntilShutdown } from './run-tasks-until-shutdown.ts';
export { concurrencyOf, runWorker, type WorkerStart } from './run-worker.ts';

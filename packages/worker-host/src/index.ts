export { processEnvironment, type WorkerEnv, workerEnv } from './env.ts';
export { logLevel } from './log-level.ts';
export { type OpenContextOptions, openContext } from './open-context.ts';
export { flushAll, openLogs } from './open-logs.ts';
export { openTracing } from './open-tracing.ts';
export { type ProcessSetting, processSettings } from './process-settings.ts';
export { runTasksUntilShutdown } from './run-tasks-until-shutdown.ts';
export { concurrencyOf, runWorker, type WorkerStart } from './run-worker.ts';

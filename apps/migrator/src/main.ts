import { closeEngineContext } from '@syncline/engine';
import { createLogger, createMetrics } from '@syncline/observability';
import { loadEnv, runMain } from '@syncline/runtime';
import { openContext, processEnvironment, workerEnv } from '@syncline/worker-host';

const name = 'migrator';
const logger = createLogger({ name });

// Brings the database and the queue's tables to this version and ends: run once before the roles start, so that none of
// them needs the right to change a schema. Every role does the same at its start when nobody did.
runMain(
  name,
  async () => {
    const environment = processEnvironment();
    const env = loadEnv(workerEnv, environment);
    const ctx = await openContext({
      name,
      env,
      environment,
      logger,
      metrics: createMetrics({ processMetrics: false }),
    });
    logger.info({ queue: ctx.queue.backend }, 'The database is at this version');
    await closeEngineContext(ctx);
  },
  { logger },
);

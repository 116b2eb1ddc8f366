import { loadConsole } from '@syncline/console';
import { hasAdminKey } from '@syncline/store';
import { processEnvironment, processSettings, runWorker } from '@syncline/worker-host';
import { createOperatorApp } from './create-operator-app.ts';
import { operatorEnv, trustsMachine } from './env.ts';

runWorker('operator', async ({ ctx, env: workerEnv, lifecycle }) => {
  const env = operatorEnv(processEnvironment());
  const app = await createOperatorApp({
    context: ctx,
    workspaceId: env.SYNCLINE_WORKSPACE_ID,
    publicUrl: env.SYNCLINE_OPERATOR_URL ?? null,
    authToken: env.SYNCLINE_TOKEN ?? null,
    trustsMachine: await trustsMachine(env, () => hasAdminKey(ctx.store, env.SYNCLINE_WORKSPACE_ID, ctx.clock.now())),
    rateLimits: { callsPerMinute: env.SYNCLINE_API_CALLS_PER_MINUTE },
    allowQueueChanges: env.SYNCLINE_ALLOW_QUEUE_CHANGES,
    console: loadConsole(),
    processSettings: processSettings(workerEnv, processEnvironment()),
  });
  lifecycle.onShutdown('http', () => app.close());
  const address = await app.listen({ port: env.PORT, host: env.HOST });
  ctx.logger.info({ address }, 'Serving the operator API');
});

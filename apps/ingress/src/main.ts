import { createHealth, loadEnv } from '@syncline/runtime';
import { processEnvironment, runWorker } from '@syncline/worker-host';
import { createIngressApp } from './create-ingress-app.ts';
import { ingressEnv } from './env.ts';

runWorker('ingress', async ({ ctx, lifecycle }) => {
  const { PORT, HOST } = loadEnv(ingressEnv, processEnvironment());
  const health = createHealth();
  health.addCheck('postgres', () => ctx.store.query('select 1'));
  const app = createIngressApp({ ctx, health });
  lifecycle.onShutdown('http', () => app.close());
  lifecycle.onShutdown('readiness', () => health.startDraining());
  const address = await app.listen({ port: PORT, host: HOST });
  ctx.logger.info({ address }, 'Taking webhooks');
});

import { createHealth, loadEnv } from '@syncline/runtime';
import { processEnvironment, runWorker } from '@syncline/worker-host';
import { createIngressApp } from './create-ingress-app.ts';
import { ingressEnv } from './env.ts';

runWorker('ingress', async ({ ctx, lifecycle }) => {
  const env = loadEnv(ingressEnv, processEnvironment());
  const health = createHealth();
  health.addCheck('postgres', () => ctx.store.query('select 1'));
  const app = createIngressApp({
    ctx,
    health,
    cloudflare: { secret: env.SYNCLINE_CLOUDFLARE_SECRET ?? null, workspaceId: env.SYNCLINE_WORKSPACE_ID },
  });
  lifecycle.onShutdown('http', () => app.close());
  lifecycle.onShutdown('readiness', () => health.startDraining());
  const address = await app.listen({ port: env.PORT, host: env.HOST });
  ctx.logger.info({ address }, 'Taking webhooks');
});

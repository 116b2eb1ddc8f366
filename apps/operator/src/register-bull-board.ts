import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import type { JobQueue } from '@syncline/queue';
import type { App } from './operator-deps.ts';
import { selfOnlyPolicy } from './self-only-policy.ts';

export const boardPath = '/admin/queues';

/** Bull Board over all queues of the catalogue. It shows jobs, which hold ids only. */
export async function registerBullBoard(app: App, queue: JobQueue, allowChanges: boolean): Promise<void> {
  const serverAdapter = new FastifyAdapter();
  serverAdapter.setBasePath(boardPath);
  createBullBoard({
    queues: queue.queues().map((each) => new BullMQAdapter(each as never, { readOnlyMode: !allowChanges })),
    serverAdapter,
    options: { uiConfig: { boardTitle: 'Syncline queues', hideRedisDetails: queue.backend !== 'redis' } },
  });
  await app.register(async (scope) => {
    scope.addHook('onRequest', async (_request, reply) => {
      void reply.header('content-security-policy', selfOnlyPolicy);
    });
    await scope.register(serverAdapter.registerPlugin() as never, { prefix: boardPath });
  });
}

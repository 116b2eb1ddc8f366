import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import type { JobQueue } from '@syncline/queue';
import { type Caller, callerOf } from './access/caller.ts';
import { includesScope, isAtLeast } from './access/route-access.ts';
import type { App } from './operator-deps.ts';
import { mendPage, selfOnlyPolicy } from './pages-of-others.ts';
import { protocolOf } from './protocol-of.ts';

export const boardPath = '/admin/queues';

/** Where a job is shown. */
export function jobAddress(queue: string, jobId: string): string {
  return `${boardPath}/queue/${encodeURIComponent(queue)}/${encodeURIComponent(jobId)}`;
}

/** What its page sends back by itself with changes, as the guard wants it of sessions. */
const csrfCookie = 'XSRF-TOKEN';

/**
 * Bull Board over all queues of the catalogue. It shows jobs, which hold ids only. Where changes are allowed, who may not
 * make them sees the queues as read-only ones; the guard refuses them all the same.
 */
export async function registerBullBoard(app: App, queue: JobQueue, allowChanges: boolean): Promise<void> {
  const serverAdapter = new FastifyAdapter();
  serverAdapter.setBasePath(boardPath);
  createBullBoard({
    queues: queue.queues().map((each) => new BullMQAdapter(each as never, { readOnlyMode: !allowChanges })),
    serverAdapter,
    options: { uiConfig: { boardTitle: 'Syncline queues', hideRedisDetails: queue.backend !== 'redis' } },
  });
  await app.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      void reply.header('content-security-policy', selfOnlyPolicy);
      const { csrfToken } = callerOf(request);
      if (csrfToken !== null)
        void reply.setCookie(csrfCookie, csrfToken, {
          path: boardPath,
          sameSite: 'strict',
          secure: protocolOf(request) === 'https',
        });
    });
    scope.addHook('preSerialization', async (request, _reply, payload) =>
      request.caller === null || mayChange(request.caller) ? payload : asReadOnly(payload),
    );
    scope.addHook('onSend', async (_request, _reply, payload) =>
      typeof payload === 'string' ? mendPage(payload) : payload,
    );
    await scope.register(serverAdapter.registerPlugin() as never, { prefix: boardPath });
  });
}

function mayChange({ role, scopes }: Caller): boolean {
  return isAtLeast(role, 'admin') && includesScope(scopes, 'instance:write');
}

function asReadOnly(payload: unknown): unknown {
  const { queues } = (payload ?? {}) as { readonly queues?: unknown };
  if (!Array.isArray(queues)) return payload;
  return {
    ...(payload as object),
    queues: queues.map((queue: object) => ({ ...queue, readOnlyMode: true, allowRetries: false })),
  };
}

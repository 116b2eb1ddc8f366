import { insertDeliveries } from '@syncline/store';
import type { TestEngine } from '@syncline/testing';

export interface RecordedWebhooks {
  /** Puts what was sent since the last call into the inbox, as the ingress does; returns how many. */
  store(): Promise<number>;
}

/** Lets the simulated GitHub send its webhooks to nobody, and keeps them for the test to store. */
export function recordWebhooks({ sandbox, ctx, connectionId }: TestEngine): RecordedWebhooks {
  // Port 9 discards: every attempt fails, and the hook's log holds what it carried.
  const hook = sandbox.hooks.add({ url: 'http://127.0.0.1:9/hook', secret: 'not checked here' });
  let lastId = 0;
  return {
    store: async () => {
      await sandbox.webhooks.idle();
      const sent = sandbox.hooks.deliveries(hook).filter(({ id }) => id > lastId);
      lastId = sent[0]?.id ?? lastId;
      if (sent.length === 0) return 0;
      await insertDeliveries(
        ctx.store,
        sent.toReversed().map(({ guid, event, requestHeaders, body }) => ({
          workspaceId: 1,
          connectionId,
          deliveryId: guid,
          event,
          headers: { ...requestHeaders },
          body: Buffer.from(body),
        })),
      );
      return sent.length;
    },
  };
}

import type { WebhookHeaders } from '@syncline/connector-sdk';
import type { EnqueueRequest } from '@syncline/queue';
import type { InsertedDelivery } from '@syncline/store';
import { createConnectionCache } from './connection-cache.ts';
import { connectorOf } from './connection-configuration.ts';
import type { EngineContext } from './context.ts';
import { createDeliveryBatcher } from './delivery-batcher.ts';
import { deliveryJob, enqueueAfterCommit } from './enqueue.ts';
import { webhookAddress } from './webhook-subscriptions.ts';

type Refusal =
  | { readonly outcome: 'rejected'; readonly reason: string }
  | { readonly outcome: 'too_large'; readonly maxBytes: number };

export type ReceiveOutcome =
  | { readonly outcome: 'accepted'; readonly deliveryId: string; readonly repeated: boolean }
  | Refusal;

/** What address and headers alone say of a delivery. */
export type Admission =
  | { readonly outcome: 'unknown_connection' }
  | Refusal
  | {
      readonly outcome: 'admitted';
      /**
       * Verifies the raw bytes, commits them to the inbox, and only then resolves as accepted (rule 2.1).
       * Rejects when nothing could be committed.
       */
      receive(rawBody: Buffer): Promise<ReceiveOutcome>;
    };

export interface WebhookReceiver {
  /** Whether there is a connection of that number that takes webhooks: some vendors ask before they register an address. */
  knows(connectionId: number): Promise<boolean>;
  /** Says, before a body is read, whether it is worth reading: 25 MB are not buffered for whoever just knows the address. */
  admit(connectionId: number, headers: WebhookHeaders): Promise<Admission>;
}

/** Headers that can't help to understand a delivery later, or that carry credentials. */
const DROPPED_HEADERS = new Set([
  'authorization',
  'cookie',
  'host',
  'connection',
  'content-length',
  'accept',
  'accept-encoding',
  'proxy-authorization',
]);

export function createWebhookReceiver(ctx: EngineContext): WebhookReceiver {
  const batcher = createDeliveryBatcher(ctx.store, (inserted) => {
    // Not awaited: the rows are committed, and the sweeper enqueues what the queue did not take.
    void enqueueAfterCommit(ctx, jobsOf(inserted));
  });
  const lookUp = createConnectionCache(ctx);

  return {
    knows: async (connectionId) => {
      const connection = await lookUp(connectionId);
      return connection !== null && connectorOf(ctx, connection.row).webhooks !== undefined;
    },
    admit: async (connectionId, headers) => {
      const connection = await lookUp(connectionId);
      const webhooks = connection ? connectorOf(ctx, connection.row).webhooks : undefined;
      if (!connection || !webhooks) return { outcome: 'unknown_connection' };
      const { row, secrets } = connection;
      const reject = (reason: string): Refusal => {
        ctx.metrics.webhooks.inc({ connector: row.connector, outcome: 'rejected' });
        return { outcome: 'rejected', reason };
      };
      const tooLarge = { outcome: 'too_large', maxBytes: webhooks.maxBodyBytes } as const;
      const refusal = webhooks.refuseHeaders?.(headers, secrets) ?? null;
      if (refusal !== null) return reject(refusal);
      if (Number(headers['content-length'] ?? 0) > webhooks.maxBodyBytes) return tooLarge;
      return {
        outcome: 'admitted',
        receive: async (rawBody) => {
          if (rawBody.byteLength > webhooks.maxBodyBytes) return tooLarge;
          const publicUrl = row.subscriptions[0]?.publicUrl;
          const url = publicUrl === undefined ? null : webhookAddress(row.id, publicUrl);
          const verdict = webhooks.verify({ headers, rawBody, url }, secrets);
          if (verdict.outcome === 'rejected') return reject(verdict.reason);
          const inserted = await batcher.insert({
            workspaceId: row.workspaceId,
            connectionId: row.id,
            deliveryId: verdict.deliveryId,
            event: verdict.event,
            headers: keptHeaders(headers),
            body: rawBody,
          });
          ctx.metrics.webhooks.inc({ connector: row.connector, outcome: inserted.added ? 'accepted' : 'repeated' });
          return { outcome: 'accepted', deliveryId: verdict.deliveryId, repeated: !inserted.added };
        },
      };
    },
  };
}

/** So few that a worker has them done before anyone notices, and so many that the queue is not what limits the ingress. */
const DELIVERIES_A_JOB = 20;

function jobsOf(inserted: readonly InsertedDelivery[]): EnqueueRequest[] {
  const added = inserted.filter((delivery) => delivery.added).map((delivery) => delivery.id);
  const jobs: EnqueueRequest[] = [];
  for (let i = 0; i < added.length; i += DELIVERIES_A_JOB) jobs.push(deliveryJob(added.slice(i, i + DELIVERIES_A_JOB)));
  // One that came again may have a job already, and a job's id is taken once: it must not stand at the head of others.
  for (const repeated of inserted) if (!repeated.added && repeated.waiting) jobs.push(deliveryJob([repeated.id]));
  return jobs;
}

function keptHeaders(headers: WebhookHeaders): Record<string, string | string[]> {
  const kept: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !DROPPED_HEADERS.has(name)) kept[name] = typeof value === 'string' ? value : [...value];
  }
  return kept;
}

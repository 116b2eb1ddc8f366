import type { WebhookHeaders } from '@syncline/connector-sdk';
import type { EnqueueRequest } from '@syncline/queue';
import { type ConnectionRow, findConnection, type InsertedDelivery } from '@syncline/store';
import type { EngineContext } from './context.ts';
import { createDeliveryBatcher } from './delivery-batcher.ts';
import { deliveryJob, enqueueAfterCommit } from './enqueue.ts';
import { connectorOf, resolveSecrets } from './open-connection.ts';

export type ReceiveOutcome =
  | { readonly outcome: 'accepted'; readonly deliveryId: string; readonly repeated: boolean }
  | { readonly outcome: 'rejected'; readonly reason: string }
  | { readonly outcome: 'unknown_connection' }
  | { readonly outcome: 'too_large'; readonly maxBytes: number };

export interface WebhookReceiver {
  /**
   * Verifies the raw bytes, commits them to the inbox, and only then resolves as accepted (rule 2.1).
   * Rejects when nothing could be committed.
   */
  receive(connectionId: number, headers: WebhookHeaders, rawBody: Buffer): Promise<ReceiveOutcome>;
}

/** A connection is looked up again after this time, in ms, so that a new secret takes effect. */
const CONNECTION_CACHE_MS = 2_000;

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

interface KnownConnection {
  readonly row: ConnectionRow;
  readonly secrets: Record<string, string>;
  readonly readAt: number;
}

export function createWebhookReceiver(ctx: EngineContext): WebhookReceiver {
  const batcher = createDeliveryBatcher(ctx.store, (inserted) => {
    // Not awaited: the rows are committed, and the sweeper enqueues what the queue did not take.
    void enqueueAfterCommit(ctx, jobsOf(inserted));
  });
  const known = new Map<number, KnownConnection>();

  const lookUp = async (connectionId: number): Promise<KnownConnection | null> => {
    const now = ctx.clock.now().getTime();
    const cached = known.get(connectionId);
    if (cached && now - cached.readAt < CONNECTION_CACHE_MS) return cached;
    const row = await findConnection(ctx.store, connectionId);
    if (!row) return null;
    const fresh = { row, secrets: resolveSecrets(ctx, row), readAt: now };
    known.set(connectionId, fresh);
    return fresh;
  };

  return {
    receive: async (connectionId, headers, rawBody) => {
      const connection = await lookUp(connectionId);
      const webhooks = connection ? connectorOf(ctx, connection.row).webhooks : undefined;
      if (!connection || !webhooks) return { outcome: 'unknown_connection' };
      const { row, secrets } = connection;
      if (rawBody.byteLength > webhooks.maxBodyBytes) return { outcome: 'too_large', maxBytes: webhooks.maxBodyBytes };
      const verdict = webhooks.verify({ headers, rawBody }, secrets);
      if (verdict.outcome === 'rejected') {
        ctx.metrics.webhooks.inc({ connector: row.connector, outcome: 'rejected' });
        return { outcome: 'rejected', reason: verdict.reason };
      }
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

import type { WebhookAcknowledgement, WebhookHeaders, Webhooks } from '@syncline/connector-sdk';
import { activeTraceparent, inSpan } from '@syncline/observability';
import type { EnqueueRequest } from '@syncline/queue';
import type { ConnectionRow, InsertedDelivery } from '@syncline/store';
import { createConnectionCache, createConnectorCache, type KnownConnection } from '../connections/connection-cache.ts';
import { connectorOf } from '../connections/connection-configuration.ts';
import type { EngineContext } from '../context.ts';
import { deliveryJob, enqueueAfterCommit } from '../enqueue.ts';
import { correlationOfDelivery } from '../tracing/row-trace.ts';
import { createDeliveryBatcher } from './delivery-batcher.ts';
import { refuseJsonShape } from './json-shape.ts';
import { webhookAddress } from './webhook-subscriptions.ts';

export type { WebhookHeaders };

type Refusal =
  | { readonly outcome: 'rejected'; readonly reason: string }
  /** Proven, and not to be parsed by anybody: nested too deep, or of too many keys. */
  | { readonly outcome: 'unreadable'; readonly reason: string }
  | { readonly outcome: 'too_large'; readonly maxBytes: number };

export type ReceiveOutcome =
  | {
      readonly outcome: 'accepted';
      readonly deliveryId: string;
      readonly repeated: boolean;
      /** What the vendor wants to read; null: anything with a good status. */
      readonly acknowledgement: WebhookAcknowledgement | null;
    }
  | Refusal;

/** What address and headers alone say of a delivery. */
export type Admission =
  | { readonly outcome: 'unknown_connection' }
  | Refusal
  | {
      readonly outcome: 'admitted';
      /** More of it than this need not be read, in bytes. */
      readonly maxBodyBytes: number;
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
  admit(connectionId: number, headers: WebhookHeaders, addressKey: string | null): Promise<Admission>;
  /**
   * The same at an address that names a vendor and no connection: the delivery is that connection's whose secret proves
   * it. One that proves nothing at any of them, or something at two, is refused.
   */
  admitByProof(connector: string, headers: WebhookHeaders, addressKey: string | null): Promise<Admission>;
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
  const idsOf = createConnectorCache(ctx);
  const candidate = async (connectionId: number, headers: WebhookHeaders, addressKey: string | null) => {
    const connection = await lookUp(connectionId);
    const webhooks = connection ? connectorOf(ctx, connection.row).webhooks : undefined;
    return connection && webhooks ? consider(connection, webhooks, headers, addressKey) : null;
  };
  const keep = async (
    { row, webhooks, secrets }: Candidate,
    { deliveryId, event, keptBody }: Accepted,
    headers: WebhookHeaders,
    body: Buffer,
  ): Promise<ReceiveOutcome> => {
    const shape = refuseJsonShape(body);
    if (shape !== null) {
      ctx.metrics.webhooks.inc({ connector: row.connector, outcome: 'rejected' });
      return { outcome: 'unreadable', reason: shape };
    }
    const fields = { correlationId: correlationOfDelivery(deliveryId), connectionId: row.id };
    const inserted = await inSpan('inbox commit', { fields }, async () => {
      const { id, added } = await batcher.insert({
        workspaceId: row.workspaceId,
        connectionId: row.id,
        deliveryId,
        event,
        headers: keptHeaders(headers, Object.values(secrets)),
        body: keptBody === undefined ? body : Buffer.from(keptBody),
        traceparent: activeTraceparent(),
      });
      ctx.logger.info({ inboxId: id, event, repeated: !added }, 'delivery committed');
      return { added };
    });
    ctx.metrics.webhooks.inc({ connector: row.connector, outcome: inserted.added ? 'accepted' : 'repeated' });
    return {
      outcome: 'accepted',
      deliveryId,
      repeated: !inserted.added,
      acknowledgement: webhooks.acknowledgement?.(headers) ?? null,
    };
  };
  const reject = (connector: string, reason: string): Refusal => {
    ctx.metrics.webhooks.inc({ connector, outcome: 'rejected' });
    return { outcome: 'rejected', reason };
  };
  return {
    knows: async (connectionId) => {
      const connection = await lookUp(connectionId);
      return connection !== null && connectorOf(ctx, connection.row).webhooks !== undefined;
    },
    admit: async (connectionId, headers, addressKey) => {
      const found = await candidate(connectionId, headers, addressKey);
      if (!found) return { outcome: 'unknown_connection' };
      if (found.refusal) return refused(found, found.refusal);
      return {
        outcome: 'admitted',
        maxBodyBytes: found.maxBodyBytes,
        receive: async (rawBody) => {
          const verdict = found.verify(rawBody);
          return 'deliveryId' in verdict ? keep(found, verdict, headers, rawBody) : refused(found, verdict);
        },
      };
    },
    admitByProof: async (connector, headers, addressKey) => {
      const ids = await idsOf(connector);
      if (ids.length === 0) return { outcome: 'unknown_connection' };
      if (ids.length > MAX_CANDIDATES) return reject(connector, 'more connections than are tried');
      const found = (await Promise.all(ids.map((id) => candidate(id, headers, addressKey)))).filter(
        (each) => each !== null,
      );
      const open = found.filter((each) => each.refusal === null);
      const first = found[0];
      if (!first) return { outcome: 'unknown_connection' };
      if (open.length === 0) return refused(first, first.refusal!);
      return {
        outcome: 'admitted',
        maxBodyBytes: Math.max(...open.map((each) => each.maxBodyBytes)),
        receive: async (rawBody) => {
          const tried = open.map((each) => ({ each, verdict: each.verify(rawBody) }));
          const [proven, ...others] = tried.filter(({ verdict }) => 'deliveryId' in verdict);
          if (!proven) return refused(open[0]!, tried[0]!.verdict as Refusal);
          // Two with one secret: whose it is nobody can say.
          if (others.length > 0) return reject(connector, 'it is proven for several connections');
          return keep(proven.each, proven.verdict as Accepted, headers, rawBody);
        },
      };
    },
  };

  function refused({ row }: Candidate, refusal: Refusal): Refusal {
    return refusal.outcome === 'rejected' ? reject(row.connector, refusal.reason) : refusal;
  }
}

/** Each of them costs a hash of the body. */
const MAX_CANDIDATES = 20;

interface Accepted {
  readonly deliveryId: string;
  readonly event: string;
  readonly keptBody?: Uint8Array;
}

/** A connection that a delivery may be for. */
interface Candidate {
  readonly row: ConnectionRow;
  readonly webhooks: Webhooks;
  readonly secrets: Readonly<Record<string, string>>;
  /** Why it can't be, whatever the body. */
  readonly refusal: Refusal | null;
  readonly maxBodyBytes: number;
  verify(rawBody: Buffer): Accepted | Refusal;
}

function consider(
  { row, secrets }: KnownConnection,
  webhooks: Webhooks,
  headers: WebhookHeaders,
  addressKey: string | null,
): Candidate {
  const tooLarge = { outcome: 'too_large', maxBytes: webhooks.maxBodyBytes } as const;
  const reason = webhooks.refuseHeaders?.(headers, secrets, addressKey) ?? null;
  const isTooLarge = Number(headers['content-length'] ?? 0) > webhooks.maxBodyBytes;
  return {
    row,
    webhooks,
    secrets,
    maxBodyBytes: webhooks.maxBodyBytes,
    refusal: reason !== null ? { outcome: 'rejected', reason } : isTooLarge ? tooLarge : null,
    verify: (rawBody) => {
      if (rawBody.byteLength > webhooks.maxBodyBytes) return tooLarge;
      const publicUrl = row.subscriptions[0]?.publicUrl;
      const url = publicUrl === undefined ? null : webhookAddress(row.id, publicUrl);
      return webhooks.verify({ headers, rawBody, url, addressKey }, secrets);
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

/** Without those that carry credentials: some vendors prove themselves by sending the secret itself. */
function keptHeaders(headers: WebhookHeaders, secrets: readonly string[]): Record<string, string | string[]> {
  const kept: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || DROPPED_HEADERS.has(name)) continue;
    const text = String(value);
    if (secrets.some((secret) => secret !== '' && text.includes(secret))) continue;
    kept[name] = typeof value === 'string' ? value : [...value];
  }
  return kept;
}

import type { Sql } from './database.ts';
import type { InboxState } from './schema/index.ts';

/** The `connectionId` of what services around Syncline report, such as the Cloudflare account in front of it. */
export const SURROUNDINGS = 0;

export interface NewDelivery {
  readonly workspaceId: number;
  readonly connectionId: number;
  readonly deliveryId: string;
  readonly event: string;
  readonly headers: Record<string, string | string[]>;
  readonly body: Uint8Array;
  /** The place in a trace that brought it. */
  readonly traceparent?: string | null;
}

export interface InsertedDelivery {
  readonly id: number;
  /** False for a further arrival of the same delivery id, which adds nothing (rule 2.1). */
  readonly added: boolean;
  /** True when the row is still waiting, so that a repeated arrival wakes it. */
  readonly waiting: boolean;
}

/**
 * Commits deliveries in one statement and tells for each, in order, its row. Multi-row VALUES because
 * arrays of bytea in UNNEST are slow. Duplicates within the batch are allowed.
 */
export async function insertDeliveries(sql: Sql, deliveries: readonly NewDelivery[]): Promise<InsertedDelivery[]> {
  const values: unknown[] = [];
  const tuples = deliveries.map((delivery, index) => {
    values.push(
      delivery.workspaceId,
      delivery.connectionId,
      delivery.deliveryId,
      delivery.event,
      JSON.stringify(delivery.headers),
      delivery.body,
      delivery.traceparent ?? null,
    );
    const p = index * 7;
    return `($${p + 1}::int, $${p + 2}::int, $${p + 3}, $${p + 4}, $${p + 5}::jsonb, $${p + 6}::bytea, $${p + 7})`;
  });
  const inserted = await sql.query<{ id: number; connectionId: number; deliveryId: string }>({
    // A batch has at most a few hundred sizes; naming them saves their parsing.
    name: `inbox-insert-${deliveries.length}`,
    text: `insert into inbox (workspace_id, connection_id, delivery_id, event, headers, body, traceparent)
     values ${tuples.join(',')} on conflict do nothing
     returning id, connection_id as "connectionId", delivery_id as "deliveryId"`,
    values,
  });
  const fresh = new Map(inserted.rows.map((row) => [`${row.connectionId} ${row.deliveryId}`, row.id]));
  const repeated = deliveries.filter((delivery) => !fresh.has(`${delivery.connectionId} ${delivery.deliveryId}`));
  const known = await findDeliveries(sql, repeated);
  const announced = new Set<number>();
  return deliveries.map((delivery) => {
    const key = `${delivery.connectionId} ${delivery.deliveryId}`;
    const freshId = fresh.get(key);
    if (freshId === undefined) {
      const row = known.get(key)!;
      return { id: row.id, added: false, waiting: row.state === 'received' };
    }
    const added = !announced.has(freshId);
    announced.add(freshId);
    return { id: freshId, added, waiting: true };
  });
}

async function findDeliveries(
  sql: Sql,
  deliveries: readonly NewDelivery[],
): Promise<Map<string, { id: number; state: InboxState }>> {
  if (deliveries.length === 0) return new Map();
  const { rows } = await sql.query<{ id: number; state: InboxState; connectionId: number; deliveryId: string }>(
    `select b.id, b.state, b.connection_id as "connectionId", b.delivery_id as "deliveryId"
     from unnest($1::int[], $2::int[], $3::text[]) as d (workspace_id, connection_id, delivery_id)
     join inbox b using (workspace_id, connection_id, delivery_id)`,
    [deliveries.map((d) => d.workspaceId), deliveries.map((d) => d.connectionId), deliveries.map((d) => d.deliveryId)],
  );
  return new Map(rows.map((row) => [`${row.connectionId} ${row.deliveryId}`, row]));
}

export interface DeliveryRow {
  readonly id: number;
  readonly workspaceId: number;
  readonly connectionId: number;
  readonly deliveryId: string;
  readonly event: string;
  readonly headers: Record<string, string | string[]>;
  readonly body: Buffer;
  readonly state: InboxState;
  readonly receivedAt: Date;
  readonly traceparent: string | null;
}

export async function findDelivery(sql: Sql, id: number): Promise<DeliveryRow | null> {
  const { rows } = await sql.query<DeliveryRow>({
    name: 'inbox-find',
    text: `select id, workspace_id as "workspaceId", connection_id as "connectionId", delivery_id as "deliveryId", event, headers, body,
             state, received_at as "receivedAt", traceparent
           from inbox where id = $1`,
    values: [id],
  });
  return rows[0] ?? null;
}

/** Ends a delivery; false when another worker ended it before. */
export async function finishDelivery(
  sql: Sql,
  id: number,
  state: InboxState,
  reason: string | null,
  hints: number,
): Promise<boolean> {
  const { rowCount } = await sql.query({
    name: 'inbox-finish',
    text: `update inbox set state = $2, reason = $3, hints = $4, processed_at = now() where id = $1 and state = 'received'`,
    values: [id, state, reason, hints],
  });
  return rowCount === 1;
}

/** Says on a delivery why it waits; it stays to be processed. */
export async function explainDelivery(sql: Sql, id: number, reason: string): Promise<void> {
  await sql.query(`update inbox set reason = $2 where id = $1 and state = 'received' and reason is distinct from $2`, [
    id,
    reason,
  ]);
}

/** Remembers that a connection delivers, to the minute: one write a minute whatever the storm. */
export async function noteDelivery(sql: Sql, connectionId: number, receivedAt: Date): Promise<void> {
  await sql.query({
    name: 'connection-note-delivery',
    text: `update connections set last_delivery_at = $2
           where id = $1 and (last_delivery_at is null or last_delivery_at < $2::timestamptz - interval '1 minute')`,
    values: [connectionId, receivedAt],
  });
}

/** Puts a delivery that ended back to be processed; `waiting`: it was not yet. Its generation names its new job. */
export async function receiveAgain(
  tx: Sql,
  workspaceId: number,
  id: number,
): Promise<{ readonly deliveryId: string; readonly generation: number } | 'not_found' | 'waiting'> {
  const { rows } = await tx.query<{ deliveryId: string; generation: number }>(
    `update inbox set state = 'received', reason = null, hints = 0, processed_at = null, touched_at = now(), generation = generation + 1
     where workspace_id = $1 and id = $2 and state <> 'received' returning delivery_id as "deliveryId", generation`,
    [workspaceId, id],
  );
  if (rows[0]) return rows[0];
  const { rowCount } = await tx.query('select from inbox where workspace_id = $1 and id = $2', [workspaceId, id]);
  return rowCount === 0 ? 'not_found' : 'waiting';
}

import type { Sql } from '../database.ts';
import { SURROUNDINGS } from '../inbox.ts';
import type { HintState } from '../schema/index.ts';
import type { DeliveryView } from './delivery-list.ts';

/** A record that a delivery had read again. */
export interface CausedRead {
  readonly stream: string;
  readonly externalId: string;
  readonly op: 'changed' | 'deleted';
  readonly state: HintState;
  readonly at: Date;
  /** The entity that the record is of; null while it is not in the graph. */
  readonly entityId: string | null;
}

/** A delivery as it came, and what followed from it. */
export interface DeliveryDetail extends DeliveryView {
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer;
  /** In order, at most 200. */
  readonly caused: readonly CausedRead[];
  /** Reconciliation items that have it as their evidence. */
  readonly items: readonly number[];
}

const MAX_CAUSED = 200;

/** Null when the workspace has none of that id. */
export async function showDelivery(sql: Sql, workspaceId: number, id: number): Promise<DeliveryDetail | null> {
  const { rows } = await sql.query<Omit<DeliveryDetail, 'caused' | 'items'>>(
    `select b.id, b.connection_id as "connectionId", coalesce(c.name, b.event) as "connectionName", b.delivery_id as "deliveryId", b.event, b.state, b.reason, b.hints,
       octet_length(b.body) as bytes, b.received_at as "receivedAt", b.processed_at as "processedAt", b.headers, b.body
     from inbox b left join connections c on c.id = b.connection_id
     where b.workspace_id = $1 and b.id = $2 and (c.id is not null or b.connection_id = ${SURROUNDINGS})`,
    [workspaceId, id],
  );
  const [delivery] = rows;
  if (!delivery) return null;
  // Each half along its own partial index: nothing is indexed by delivery.
  const { rows: caused } = await sql.query<CausedRead>(
    `select h.stream, h.external_id as "externalId", h.op, h.state, h.created_at as at, m.entity_id as "entityId" from (
       select * from hints where state <> 'pending' and created_at >= $3 and inbox_id = $2
       union all select * from hints where state = 'pending' and inbox_id = $2
     ) h left join mappings m using (workspace_id, connection_id, stream, external_id)
     where h.workspace_id = $1 order by h.id limit ${MAX_CAUSED}`,
    [workspaceId, id, delivery.receivedAt],
  );
  const items = await sql.query<{ id: number }>(
    `select id from reconciliation_items where workspace_id = $1 and inbox_id = $2 and state in ('open', 'retrying') order by id`,
    [workspaceId, id],
  );
  return { ...delivery, caused, items: items.rows.map((row) => row.id) };
}

import type { Sql } from '../database.ts';
import { SURROUNDINGS } from '../inbox.ts';
import type { InboxState } from '../schema/index.ts';
import { cursorPattern, decodeCursor, type Paged, type PageRequest, toPage } from './cursor.ts';

/** A webhook delivery without its headers and body, which may hold what its sender meant for one reader. */
export interface DeliveryView {
  readonly id: number;
  readonly connectionId: number;
  /** Of what no connection sent, its sender. */
  readonly connectionName: string;
  readonly deliveryId: string;
  readonly event: string;
  readonly state: InboxState;
  readonly reason: string | null;
  /** Change hints that came out of it. */
  readonly hints: number;
  readonly bytes: number;
  readonly receivedAt: Date;
  readonly processedAt: Date | null;
}

export interface DeliveryFilter {
  readonly connectionId?: number | undefined;
  readonly state?: InboxState | undefined;
  readonly event?: string | undefined;
}

/** Deliveries, newest first. */
export async function listDeliveries(
  sql: Sql,
  workspaceId: number,
  filter: DeliveryFilter,
  page: PageRequest,
): Promise<Paged<DeliveryView>> {
  const [id] = decodeCursor(page.cursor, [cursorPattern.serial]);
  const { rows } = await sql.query<DeliveryView>(
    `select b.id, b.connection_id as "connectionId", coalesce(c.name, b.event) as "connectionName", b.delivery_id as "deliveryId", b.event, b.state, b.reason, b.hints,
       octet_length(b.body) as bytes, b.received_at as "receivedAt", b.processed_at as "processedAt"
     from inbox b left join connections c on c.id = b.connection_id
     where b.workspace_id = $1 and (c.id is not null or b.connection_id = ${SURROUNDINGS}) and b.id < coalesce($2::bigint, 9223372036854775807)
       and ($3::int is null or b.connection_id = $3) and ($4::text is null or b.state = $4) and ($5::text is null or b.event = $5)
     order by b.id desc limit $6`,
    [workspaceId, id, filter.connectionId ?? null, filter.state ?? null, filter.event ?? null, page.limit + 1],
  );
  return toPage(rows, page.limit, (row) => [String(row.id)]);
}

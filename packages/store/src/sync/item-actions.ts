import { announceClosed } from '../announce-closed.ts';
import type { Sql } from '../database.ts';

export interface ItemForAction {
  readonly id: number;
  readonly workspaceId: number;
  readonly connectionId: number;
  readonly stream: string;
  readonly scope: string | null;
  readonly externalId: string | null;
  readonly locator: string | null;
  readonly entityId: string | null;
  readonly class: string;
  readonly code: string;
  readonly field: string | null;
  readonly message: string;
  readonly remoteValue: unknown;
  readonly state: string;
}

export async function itemForAction(sql: Sql, workspaceId: number, id: number): Promise<ItemForAction | null> {
  const { rows } = await sql.query<ItemForAction>(
    `select id, workspace_id as "workspaceId", connection_id as "connectionId", stream, scope, external_id as "externalId", locator,
       entity_id as "entityId", class, code, field, message, remote_value as "remoteValue", state from reconciliation_items where workspace_id = $1 and id = $2`,
    [workspaceId, id],
  );
  return rows[0] ?? null;
}

/** Which open items: any of these that are given must match. */
export interface OpenItemFilter {
  readonly fingerprint?: string;
  readonly class?: string;
  readonly code?: string;
  readonly connectionId?: number;
  readonly stream?: string;
  readonly field?: string;
}

/** Open items of a filter in dependency order, as far as it is known: as they were met. */
export async function openItemIds(sql: Sql, workspaceId: number, filter: OpenItemFilter): Promise<number[]> {
  const { rows } = await sql.query<{ id: number }>(
    `select id from reconciliation_items where workspace_id = $1 and state in ('open', 'retrying')
       and ($2::text is null or fingerprint = $2) and ($3::text is null or class = $3) and ($4::text is null or code = $4)
       and ($5::int is null or connection_id = $5) and ($6::text is null or stream = $6) and ($7::text is null or field = $7)
     order by id`,
    [
      workspaceId,
      filter.fingerprint ?? null,
      filter.class ?? null,
      filter.code ?? null,
      filter.connectionId ?? null,
      filter.stream ?? null,
      filter.field ?? null,
    ],
  );
  return rows.map((row) => row.id);
}

/** The read that a decision led to has closed the item already: it was the person who did. */
export async function nameDecision(tx: Sql, id: number, by: string, resolution: string): Promise<void> {
  await tx.query(
    `update reconciliation_items set resolved_by = $2, resolution = $3 where id = $1 and state = 'resolved' and resolved_by = 'syncline'`,
    [id, by, resolution],
  );
}

/** What a person did last about an item, as the audit has it; null: nothing. */
export async function lastItemAction(
  tx: Sql,
  workspaceId: number,
  entityId: string,
  itemId: number,
): Promise<{ readonly action: string; readonly details: Readonly<Record<string, unknown>> } | null> {
  const { rows } = await tx.query<{ action: string; details: Record<string, unknown> }>(
    `select action, details from audit_log where workspace_id = $1 and entity_id = $2 and action like 'item.%'
       and (details ->> 'itemId')::bigint = $3 order by id desc limit 1`,
    [workspaceId, entityId, itemId],
  );
  return rows[0] ?? null;
}

/** Opens what was settled or ignored again, and says so. */
export async function reopenItem(tx: Sql, id: number): Promise<void> {
  await tx.query(
    `with opened as (update reconciliation_items r set state = 'open', resolved_at = null, resolved_by = null, resolution = null
       where id = $1 and state in ('resolved', 'ignored') returning r.*)
     insert into events (workspace_id, type, entity_id, process_id, connection_id, payload)
     select workspace_id, case when class = 'conflict' then 'sync.conflict' else 'reconciliation.opened' end, entity_id, process_id, connection_id,
       jsonb_build_object('class', class, 'code', code, 'stream', stream, 'field', field, 'external_id', external_id, 'key', key) from opened`,
    [id],
  );
}

export async function closeItem(
  tx: Sql,
  id: number,
  state: 'resolved' | 'ignored',
  by: string,
  resolution: string,
): Promise<void> {
  await tx.query(
    announceClosed(`update reconciliation_items r set state = $2, resolved_at = now(), resolved_by = $3, resolution = $4
       where id = $1 and state in ('open', 'retrying')`),
    [id, state, by, resolution],
  );
}

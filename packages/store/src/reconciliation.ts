import type { Json } from '@syncline/core';
import type { Sql } from './database.ts';

export interface NewReconciliationItem {
  readonly workspaceId: number;
  /** Deterministic: meeting the same trouble again adds an attempt to the row that stands. */
  readonly key: string;
  readonly fingerprint: string;
  readonly connectionId: number;
  readonly stream: string;
  readonly scope: string | null;
  readonly externalId: string | null;
  readonly locator: string | null;
  readonly entityKind: string | null;
  readonly class: string;
  readonly code: string;
  readonly message: string;
  readonly field: string | null;
  readonly remoteValue: Json | null;
  readonly pageId: number | null;
  readonly inboxId: number | null;
  readonly processId: string | null;
  readonly correlationId: string | null;
}

/** Opens items, or adds an attempt to those that are open already; a resolved one is opened again. */
export async function openItems(tx: Sql, items: readonly NewReconciliationItem[]): Promise<void> {
  if (items.length === 0) return;
  const distinct = [...new Map(items.map((item) => [item.key, item])).values()];
  await tx.query(
    `insert into reconciliation_items (workspace_id, key, fingerprint, connection_id, stream, scope, external_id, locator, entity_kind,
       class, code, message, field, remote_value, page_id, inbox_id, process_id, correlation_id, attempts)
     select *, 1 from unnest($1::int[], $2::text[], $3::text[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
       $10::text[], $11::text[], $12::text[], $13::text[], $14::jsonb[], $15::bigint[], $16::bigint[], $17::uuid[], $18::text[])
     on conflict (workspace_id, key) do update set
       state = 'open', attempts = reconciliation_items.attempts + 1, last_attempt_at = now(), message = excluded.message,
       page_id = excluded.page_id, inbox_id = excluded.inbox_id, process_id = excluded.process_id, remote_value = excluded.remote_value,
       resolved_at = null, resolved_by = null, resolution = null`,
    [
      distinct.map((i) => i.workspaceId),
      distinct.map((i) => i.key),
      distinct.map((i) => i.fingerprint),
      distinct.map((i) => i.connectionId),
      distinct.map((i) => i.stream),
      distinct.map((i) => i.scope),
      distinct.map((i) => i.externalId),
      distinct.map((i) => i.locator),
      distinct.map((i) => i.entityKind),
      distinct.map((i) => i.class),
      distinct.map((i) => i.code),
      distinct.map((i) => i.message),
      distinct.map((i) => i.field),
      distinct.map((i) => (i.remoteValue === null ? null : JSON.stringify(i.remoteValue))),
      distinct.map((i) => i.pageId),
      distinct.map((i) => i.inboxId),
      distinct.map((i) => i.processId),
      distinct.map((i) => i.correlationId),
    ],
  );
  for (const item of distinct) {
    await tx.query({
      name: 'items-announce',
      text: `insert into events (workspace_id, type, process_id, connection_id, payload) values ($1, 'reconciliation.opened', $2, $3, $4)`,
      values: [item.workspaceId, item.processId, item.connectionId, JSON.stringify({ class: item.class, code: item.code, stream: item.stream })],
    });
  }
}

/** Closes open items of records that have been merged after all. */
export async function resolveItemsOfRecords(tx: Sql, workspaceId: number, connectionId: number, keys: readonly { readonly stream: string; readonly externalId: string }[]): Promise<number> {
  if (keys.length === 0) return 0;
  const { rowCount } = await tx.query({
    name: 'items-resolve-records',
    text: `update reconciliation_items r set state = 'resolved', resolved_at = now(), resolved_by = 'syncline', resolution = 'the record was merged later'
           from unnest($3::text[], $4::text[]) as i (stream, external_id)
           where r.workspace_id = $1 and r.connection_id = $2 and r.state in ('open', 'retrying') and r.stream = i.stream and r.external_id = i.external_id`,
    values: [workspaceId, connectionId, keys.map((k) => k.stream), keys.map((k) => k.externalId)],
  });
  return rowCount ?? 0;
}

import { type Json, withoutNul } from '@syncline/core';
import { announceClosed } from '../announce-closed.ts';
import type { Sql } from '../database.ts';

/** A field that waits for a person: a conflict, a value without a counterpart, a refusal, an approval. */
export interface FieldItem {
  readonly workspaceId: number;
  readonly key: string;
  readonly fingerprint: string;
  readonly connectionId: number;
  readonly stream: string;
  readonly externalId: string | null;
  readonly scope: string | null;
  readonly locator: string | null;
  readonly entityKind: string;
  readonly entityId: string;
  readonly class: string;
  /** The conflict class, or what went wrong. */
  readonly code: string;
  readonly field: string | null;
  readonly message: string;
  readonly base: Json | null;
  readonly local: Json | null;
  readonly remote: Json | null;
  readonly policyMode: string | null;
  readonly pageId: number | null;
  readonly processId: string | null;
  readonly correlationId: string | null;
}

/**
 * The same trouble is one row however often it is met; meeting it again opens a resolved one, not an ignored one. What was
 * not open before is told. Returns those that were not known.
 */
export async function openFieldItems(tx: Sql, items: readonly FieldItem[]): Promise<FieldItem[]> {
  const fresh: FieldItem[] = [];
  for (const item of items) {
    const { rows } = await tx.query<{ fresh: boolean }>({
      name: 'field-item-open',
      text: `with closed as materialized (select id from reconciliation_items where workspace_id = $1 and key = $2 and state = 'resolved'),
             opened as (
               insert into reconciliation_items as r (workspace_id, key, fingerprint, connection_id, stream, external_id, scope, locator, entity_kind,
                 entity_id, class, code, field, message, base_value, local_value, remote_value, policy_mode, page_id, process_id, correlation_id, attempts)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, 1)
               on conflict (workspace_id, key) do update set attempts = r.attempts + 1, last_attempt_at = now(), message = excluded.message,
                 base_value = excluded.base_value, local_value = excluded.local_value, remote_value = excluded.remote_value,
                 state = case when r.state = 'ignored' then r.state else 'open' end,
                 resolved_at = case when r.state = 'ignored' then r.resolved_at end
               returning id, xmax = 0 as fresh),
             told as (
               insert into events (workspace_id, type, entity_id, process_id, connection_id, payload)
               select $1, case when $11 = 'conflict' then 'sync.conflict' else 'reconciliation.opened' end, $10, $20, $4, $22 from opened
               where fresh or id in (select id from closed))
             select fresh from opened`,
      values: [
        item.workspaceId,
        item.key,
        item.fingerprint,
        item.connectionId,
        item.stream,
        item.externalId,
        item.scope,
        item.locator,
        item.entityKind,
        item.entityId,
        item.class,
        item.code,
        item.field,
        withoutNul(item.message),
        jsonOf(item.base),
        jsonOf(item.local),
        jsonOf(item.remote),
        item.policyMode,
        item.pageId,
        item.processId,
        item.correlationId,
        JSON.stringify({
          class: item.class,
          code: item.code,
          stream: item.stream,
          field: item.field,
          external_id: item.externalId,
          key: item.key,
        }),
      ],
    });
    if (rows[0]?.fresh) fresh.push(item);
  }
  return fresh;
}

function jsonOf(value: Json | null): string | null {
  return value === null ? null : JSON.stringify(value);
}

/** Closes what was open about fields that are held no longer. */
export async function closeFieldItems(
  tx: Sql,
  fields: readonly Pick<FieldItem, 'workspaceId' | 'connectionId' | 'stream' | 'externalId' | 'entityId' | 'field'>[],
): Promise<void> {
  if (fields.length === 0) return;
  await tx.query({
    name: 'field-items-close',
    text: announceClosed(`update reconciliation_items r set state = 'resolved', resolved_at = now(), resolved_by = 'syncline', resolution = 'settled by a later change'
           from unnest($1::int[], $2::int[], $3::text[], $4::uuid[], $5::text[]) as i (workspace_id, connection_id, stream, entity_id, field)
           where r.workspace_id = i.workspace_id and r.connection_id = i.connection_id and r.stream = i.stream and r.entity_id = i.entity_id
             and r.field = i.field and r.state in ('open', 'retrying')`),
    values: [
      fields.map((f) => f.workspaceId),
      fields.map((f) => f.connectionId),
      fields.map((f) => f.stream),
      fields.map((f) => f.entityId),
      fields.map((f) => f.field),
    ],
  });
}

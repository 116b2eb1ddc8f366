import { type Json, withoutNul } from '@syncline/core';
import { announceClosed } from './announce-closed.ts';
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

/**
 * Opens items, or adds an attempt to those that are open already; a resolved one is opened again. Returns the keys of
 * those that were not open before.
 */
export async function openItems(tx: Sql, items: readonly NewReconciliationItem[]): Promise<ReadonlySet<string>> {
  if (items.length === 0) return new Set();
  const distinct = [...new Map(items.map((item) => [item.key, item])).values()];
  const { rows } = await tx.query<{ key: string }>(
    `with standing as (select workspace_id, key from reconciliation_items
       where (workspace_id, key) in (select * from unnest($1::int[], $2::text[])) and state in ('open', 'retrying')),
     met as (insert into reconciliation_items (workspace_id, key, fingerprint, connection_id, stream, scope, external_id, locator, entity_kind,
       class, code, message, field, remote_value, page_id, inbox_id, process_id, correlation_id, attempts)
     select *, 1 from unnest($1::int[], $2::text[], $3::text[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
       $10::text[], $11::text[], $12::text[], $13::text[], $14::jsonb[], $15::bigint[], $16::bigint[], $17::uuid[], $18::text[])
     on conflict (workspace_id, key) do update set
       state = 'open', attempts = reconciliation_items.attempts + 1, last_attempt_at = now(), message = excluded.message,
       page_id = excluded.page_id, inbox_id = excluded.inbox_id, process_id = excluded.process_id, remote_value = excluded.remote_value,
       resolved_at = null, resolved_by = null, resolution = null
     returning workspace_id, key)
     select key from met where (workspace_id, key) not in (select workspace_id, key from standing)`,
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
      distinct.map((i) => withoutNul(i.message)),
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
      values: [
        item.workspaceId,
        item.processId,
        item.connectionId,
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
  }
  return new Set(rows.map((row) => row.key));
}

/**
 * Closes open items of a slice that was read after all, and of the records that were merged with it. A read answers
 * only what was about reading: fields that wait for a decision, writes, clones, and what this transaction met itself
 * stay open. `all`: nothing about these records is anybody's concern any more, but for what their deletion is to mean.
 */
export async function resolveItems(
  tx: Sql,
  workspaceId: number,
  connectionId: number,
  sliceKey: string,
  records: readonly { readonly stream: string; readonly externalId: string }[],
  resolution = 'read and merged later',
  which: 'of reading' | 'all' = 'of reading',
): Promise<number> {
  const open = await tx.query({
    name: 'items-any-open',
    text: `select from reconciliation_items where workspace_id = $1 and connection_id = $2 and state in ('open', 'retrying') limit 1`,
    values: [workspaceId, connectionId],
  });
  if (open.rows.length === 0) return 0;
  const { rowCount } = await tx.query({
    name: 'items-resolve',
    text: announceClosed(`update reconciliation_items r set state = 'resolved', resolved_at = now(), resolved_by = 'syncline', resolution = $6
           where r.workspace_id = $1 and r.connection_id = $2 and r.state in ('open', 'retrying')
             and (r.key = $3 or exists (select from unnest($4::text[], $5::text[]) as i (stream, external_id)
               where r.stream = i.stream and r.external_id = i.external_id))
             and (($7 = 'all' and r.code not in ('delete_brake', 'deleted_remote_edited_local')) or (r.last_attempt_at < now() and r.code <> 'cloned_record'
               and $7 <> 'all' and (r.entity_id is null or (r.field is null and r.state = 'retrying'))))`),
    values: [
      workspaceId,
      connectionId,
      sliceKey,
      records.map((k) => k.stream),
      records.map((k) => k.externalId),
      resolution,
      which,
    ],
  });
  return rowCount ?? 0;
}

export interface RetriedItem {
  readonly workspaceId: number;
  readonly connectionId: number;
  readonly stream: string;
  readonly scope: string | null;
  readonly externalId: string | null;
  readonly locator: string | null;
  readonly pageId: number | null;
}

/** Marks an open item as being retried and tells what to read; null when there is no such item, `closed` when it is not open. */
export async function itemForRetry(tx: Sql, id: number): Promise<RetriedItem | 'closed' | null> {
  const { rows } = await tx.query<RetriedItem & { state: string }>(
    `update reconciliation_items r set state = case when o.state = 'open' then 'retrying' else o.state end, last_attempt_at = now()
     from (select id, state from reconciliation_items where id = $1 for update) o where r.id = o.id
     returning o.state, r.workspace_id as "workspaceId", r.connection_id as "connectionId", r.stream, r.scope, r.external_id as "externalId",
       r.locator, r.page_id as "pageId"`,
    [id],
  );
  const row = rows[0];
  if (!row) return null;
  return row.state === 'open' || row.state === 'retrying' ? row : 'closed';
}

/** Gives an item back that a retry has taken and can't do anything about. */
export async function leaveItemOpen(tx: Sql, id: number): Promise<void> {
  await tx.query(`update reconciliation_items set state = 'open' where id = $1 and state = 'retrying'`, [id]);
}

/**
 * Has an item that is being retried stand for another slice from now on, so that a good read of that closes it. Where an
 * item stands for that slice already, it is the one that is retried, and this one is closed with a word about it.
 */
export async function moveItemToSlice(tx: Sql, id: number, sliceKey: string): Promise<void> {
  const { rows } = await tx.query<{ id: number }>(
    `select o.id from reconciliation_items r join reconciliation_items o on o.workspace_id = r.workspace_id and o.key = $2
     where r.id = $1 and o.id <> r.id for update of o`,
    [id, sliceKey],
  );
  const standing = rows[0]?.id;
  if (standing === undefined) {
    await tx.query('update reconciliation_items set key = $2 where id = $1', [id, sliceKey]);
    return;
  }
  await tx.query(
    `update reconciliation_items set state = 'retrying', last_attempt_at = now(), resolved_at = null, resolved_by = null, resolution = null where id = $1`,
    [standing],
  );
  await tx.query(
    announceClosed(
      `update reconciliation_items r set state = 'resolved', resolved_at = now(), resolved_by = 'syncline', resolution = $2 where id = $1`,
    ),
    [id, `its page is no longer kept: the whole list is read again for item ${standing}`],
  );
}

/**
 * Items that may cure themselves: transient ones not tried for `olderThanMs`, up to `maxAttempts` attempts.
 * The reconciler retries them; everything else waits for a person.
 */
export async function itemsToRetry(
  sql: Sql,
  olderThanMs: number,
  maxAttempts: number,
  limit: number,
): Promise<number[]> {
  const { rows } = await sql.query<{ id: number }>(
    `select id from reconciliation_items
     where state = 'open' and class in ('transient', 'rate_limited', 'partial') and attempts < $2
       and last_attempt_at < now() - make_interval(secs => $1 * power(2, attempts - 1) / 1000.0)
     order by last_attempt_at limit $3`,
    [olderThanMs, maxAttempts, limit],
  );
  return rows.map((row) => row.id);
}

/** Gives items of a record that were being retried back to people, with what the retry found. */
export async function reopenItems(
  sql: Sql,
  record: {
    readonly workspaceId: number;
    readonly connectionId: number;
    readonly stream: string;
    readonly externalId: string;
  },
  message: string,
): Promise<void> {
  await sql.query(
    `update reconciliation_items set state = 'open', message = $5, last_attempt_at = now()
     where workspace_id = $1 and connection_id = $2 and stream = $3 and external_id = $4 and state = 'retrying'`,
    [record.workspaceId, record.connectionId, record.stream, record.externalId, message],
  );
}

import type { Json } from '@syncline/core';
import type { Sql } from '../database.ts';
import type { ReconciliationState } from '../schema/index.ts';
import { cursorPattern, decodeCursor, type Paged, type PageRequest, toPage } from './cursor.ts';
import { titleOf } from './entity-words.ts';

/** A reconciliation item, with every field that SEMANTICS 6 asks for. */
export interface ReconciliationItemView {
  readonly id: number;
  readonly fingerprint: string;
  readonly connectionId: number;
  readonly connectionName: string;
  readonly stream: string;
  readonly scope: string | null;
  readonly externalId: string | null;
  readonly locator: string | null;
  readonly entityKind: string | null;
  readonly entityId: string | null;
  /** What people call the entity. */
  readonly title: string | null;
  readonly class: string;
  readonly code: string;
  readonly message: string;
  readonly field: string | null;
  readonly baseValue: Json;
  readonly localValue: Json;
  readonly remoteValue: Json;
  readonly policyMode: string | null;
  readonly pageId: number | null;
  readonly inboxId: number | null;
  readonly processId: string | null;
  readonly correlationId: string | null;
  readonly state: ReconciliationState;
  readonly attempts: number;
  readonly firstSeenAt: Date;
  readonly lastAttemptAt: Date;
  readonly resolvedAt: Date | null;
  readonly resolvedBy: string | null;
  readonly resolution: string | null;
}

/** The entity is looked up by its mapping where the item was opened before the record had one. */
const entityId = `coalesce(r.entity_id, (select m.entity_id from mappings m where m.workspace_id = r.workspace_id and m.connection_id = r.connection_id
    and m.stream = r.stream and m.external_id = r.external_id))`;
const columns = `r.id, r.fingerprint, r.connection_id as "connectionId", coalesce(c.name, 'imports') as "connectionName", r.stream, r.scope, r.external_id as "externalId",
  r.locator, r.entity_kind as "entityKind",
  ${entityId} as "entityId", (select ${titleOf('e')} from entities e where e.workspace_id = r.workspace_id and e.id = ${entityId}) as title,
  r.class, r.code, r.message, r.field, r.base_value as "baseValue", r.local_value as "localValue", r.remote_value as "remoteValue",
  r.policy_mode as "policyMode", r.page_id as "pageId", r.inbox_id as "inboxId", r.process_id as "processId", r.correlation_id as "correlationId",
  r.state, r.attempts, r.first_seen_at as "firstSeenAt", r.last_attempt_at as "lastAttemptAt", r.resolved_at as "resolvedAt",
  r.resolved_by as "resolvedBy", r.resolution`;
const source = 'reconciliation_items r left join connections c on c.id = r.connection_id';

export interface ReconciliationFilter {
  /** Open and retrying ones when absent. */
  readonly states?: readonly ReconciliationState[] | undefined;
  readonly connectionId?: number | undefined;
  readonly stream?: string | undefined;
  readonly class?: string | undefined;
  readonly code?: string | undefined;
  readonly field?: string | undefined;
  readonly entityId?: string | undefined;
  readonly fingerprint?: string | undefined;
  readonly processId?: string | undefined;
}

const openStates: readonly ReconciliationState[] = ['open', 'retrying'];

/** Items, newest first. */
export async function listReconciliationItems(
  sql: Sql,
  workspaceId: number,
  filter: ReconciliationFilter,
  page: PageRequest,
): Promise<Paged<ReconciliationItemView>> {
  const [at, id] = decodeCursor(page.cursor, [cursorPattern.instant, cursorPattern.serial]);
  const { rows } = await sql.query<ReconciliationItemView & { cursorAt: string }>(
    `select ${columns}, r.first_seen_at::text as "cursorAt" from ${source}
     where r.workspace_id = $1 and ($2::timestamptz is null or (r.first_seen_at, r.id) < ($2, $3::bigint)) and r.state = any($4::text[])
       and ($5::int is null or r.connection_id = $5) and ($6::text is null or r.stream = $6) and ($7::text is null or r.class = $7)
       and ($8::text is null or r.fingerprint = $8) and ($9::uuid is null or r.process_id = $9)
       and ($10::text is null or r.code = $10) and ($11::text is null or r.field = $11) and ($12::uuid is null or r.entity_id = $12)
     order by r.first_seen_at desc, r.id desc limit $13`,
    [
      workspaceId,
      at,
      id,
      filter.states ?? openStates,
      filter.connectionId ?? null,
      filter.stream ?? null,
      filter.class ?? null,
      filter.fingerprint ?? null,
      filter.processId ?? null,
      filter.code ?? null,
      filter.field ?? null,
      filter.entityId ?? null,
      page.limit + 1,
    ],
  );
  return toPage(rows, page.limit, (row) => [row.cursorAt, String(row.id)]);
}

export async function showReconciliationItem(
  sql: Sql,
  workspaceId: number,
  id: number,
): Promise<ReconciliationItemView | null> {
  const { rows } = await sql.query<ReconciliationItemView>(
    `select ${columns} from ${source} where r.workspace_id = $1 and r.id = $2`,
    [workspaceId, id],
  );
  return rows[0] ?? null;
}

/** Open items of one cause. */
export interface ReconciliationGroup {
  readonly connectionId: number;
  readonly connectionName: string;
  readonly fingerprint: string;
  readonly items: number;
  readonly stream: string;
  readonly class: string;
  readonly code: string;
  readonly field: string | null;
  /** The words of the newest item. */
  readonly message: string;
  readonly newestItemId: number;
  readonly firstSeenAt: Date;
  readonly lastAttemptAt: Date;
}

/** Open items grouped by cause, the cause with the newest item first. */
export async function groupReconciliationItems(
  sql: Sql,
  workspaceId: number,
  page: PageRequest,
): Promise<Paged<ReconciliationGroup>> {
  const [id] = decodeCursor(page.cursor, [cursorPattern.serial]);
  const { rows } = await sql.query<ReconciliationGroup>(
    `select g.connection_id as "connectionId", coalesce(c.name, 'imports') as "connectionName", g.fingerprint, g.items, r.stream, r.class, r.code, r.field, r.message,
       g.newest as "newestItemId", g.first_seen_at as "firstSeenAt", g.last_attempt_at as "lastAttemptAt"
     from (
       select connection_id, fingerprint, count(*)::int as items, max(id) as newest, min(first_seen_at) as first_seen_at, max(last_attempt_at) as last_attempt_at
       from reconciliation_items where workspace_id = $1 and state in ('open', 'retrying')
       group by connection_id, fingerprint having max(id) < coalesce($2::bigint, 9223372036854775807)
       order by max(id) desc limit $3
     ) g join reconciliation_items r on r.id = g.newest left join connections c on c.id = g.connection_id
     order by g.newest desc`,
    [workspaceId, id, page.limit + 1],
  );
  return toPage(rows, page.limit, (row) => [String(row.newestItemId)]);
}

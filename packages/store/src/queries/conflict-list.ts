import type { Json } from '@syncline/core';
import type { Sql } from '../database.ts';
import type { ReconciliationState } from '../schema/index.ts';
import { cursorPattern, decodeCursor, type Paged, type PageRequest, toPage } from './cursor.ts';
import { titleOf } from './entity-words.ts';
import { membersOfConfig } from './sync-members.ts';

/** A field that the hub and one remote hold differently, and that nobody may decide by rule. */
export interface ConflictView {
  readonly id: number;
  readonly entityId: string;
  readonly entityType: string;
  readonly title: string | null;
  readonly connectionId: number;
  readonly connectionName: string;
  readonly stream: string;
  readonly externalId: string | null;
  readonly class: string;
  readonly field: string;
  readonly baseValue: Json;
  readonly localValue: Json;
  readonly remoteValue: Json;
  readonly policyMode: string | null;
  readonly message: string;
  readonly state: ReconciliationState;
  readonly strategy: string | null;
  readonly firstSeenAt: Date;
  readonly resolvedAt: Date | null;
  readonly resolvedBy: string | null;
}

export interface ConflictFilter {
  readonly resolved?: boolean | undefined;
  readonly configId?: number | undefined;
  readonly entityId?: string | undefined;
  readonly connection?: string | undefined;
  readonly class?: string | undefined;
  readonly field?: string | undefined;
}

const columns = `v.id, v.entity_id as "entityId", v.entity_kind as "entityType", ${titleOf('e')} as title, v.connection_id as "connectionId",
  c.name as "connectionName", v.stream, v.external_id as "externalId", v.class, v.field, v.base_value as "baseValue", v.local_value as "localValue",
  v.remote_value as "remoteValue", v.policy_mode as "policyMode", r.message, v.state, v.strategy, v.first_seen_at as "firstSeenAt",
  v.resolved_at as "resolvedAt", v.resolved_by as "resolvedBy"`;
const source = `sync_conflicts v join reconciliation_items r on r.id = v.id join connections c on c.id = v.connection_id
  left join entities e on e.workspace_id = v.workspace_id and e.id = v.entity_id`;

/** Conflicts, newest first. */
export async function listConflicts(
  sql: Sql,
  workspaceId: number,
  filter: ConflictFilter,
  page: PageRequest,
): Promise<Paged<ConflictView>> {
  const [before] = decodeCursor(page.cursor, [cursorPattern.serial]);
  const ofConfig =
    filter.configId === undefined
      ? 'and $4::int is null'
      : `and (v.connection_id, v.stream) in (select connection_id, stream from ${membersOfConfig('$4::int')} m)`;
  const { rows } = await sql.query<ConflictView>(
    `select ${columns} from ${source}
     where v.workspace_id = $1 and v.id < coalesce($2::bigint, 9223372036854775807)
       and ($3::boolean is null or (v.state not in ('open', 'retrying')) = $3) ${ofConfig}
       and ($5::uuid is null or v.entity_id = $5) and ($6::text is null or c.name = $6 or c.id::text = $6)
       and ($7::text is null or v.class = $7) and ($8::text is null or v.field = $8)
     order by v.id desc limit $9`,
    [
      workspaceId,
      before,
      filter.resolved ?? null,
      filter.configId ?? null,
      filter.entityId ?? null,
      filter.connection ?? null,
      filter.class ?? null,
      filter.field ?? null,
      page.limit + 1,
    ],
  );
  return toPage(rows, page.limit, (row) => [String(row.id)]);
}

/** One conflict; null when the workspace has none of that id. */
export async function showConflict(sql: Sql, workspaceId: number, id: number): Promise<ConflictView | null> {
  const { rows } = await sql.query<ConflictView>(
    `select ${columns} from ${source} where v.workspace_id = $1 and v.id = $2`,
    [workspaceId, id],
  );
  return rows[0] ?? null;
}

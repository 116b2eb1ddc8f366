import type { Sql } from '../database.ts';
import { cursorPattern, decodeCursor, type Paged, type PageRequest, toPage } from './cursor.ts';
import { titleOf } from './entity-words.ts';
import { membersOfConfig } from './sync-members.ts';

export type SyncMappingStatus = 'synced' | 'pending' | 'conflict' | 'error' | 'gone';

/** The link between an entity and one remote record. */
export interface SyncMappingView {
  readonly entityId: string;
  readonly entityType: string;
  readonly title: string | null;
  readonly connectionId: number;
  readonly connectionName: string;
  readonly stream: string;
  readonly externalId: string;
  readonly locator: string | null;
  readonly url: string | null;
  readonly status: SyncMappingStatus;
  readonly method: 'webhook' | 'poll' | 'batch' | 'manual' | null;
  readonly remoteUpdatedAt: Date | null;
  readonly localUpdatedAt: Date;
  readonly lastSyncedAt: Date;
  readonly createdAt: Date;
}

export interface SyncMappingFilter {
  readonly configId?: number | undefined;
  readonly entityType?: string | undefined;
  readonly entityId?: string | undefined;
  readonly status?: SyncMappingStatus | undefined;
  /** Name or id. */
  readonly connection?: string | undefined;
}

/** Few mappings are in trouble or under way, so these are looked for from what makes them so. */
const candidates: Readonly<Record<SyncMappingStatus, string>> = {
  synced: '',
  gone: '',
  conflict: withOpenItem(`r.class = 'conflict'`),
  error: withOpenItem('true'),
  pending: `and (v.connection_id, v.stream, v.entity_id) in (select w.connection_id, w.stream, w.entity_id from writebacks w
    where w.workspace_id = $1 and w.state in ('queued', 'sending', 'held'))`,
};

function withOpenItem(condition: string): string {
  return `and (v.connection_id, v.stream, v.external_id) in (select r.connection_id, r.stream, r.external_id from reconciliation_items r
    where r.workspace_id = $1 and r.state in ('open', 'retrying') and ${condition})`;
}

/** Mappings in the order of connection, stream and id. */
export async function listSyncMappings(
  sql: Sql,
  workspaceId: number,
  filter: SyncMappingFilter,
  page: PageRequest,
): Promise<Paged<SyncMappingView>> {
  const after = decodeCursor(page.cursor, [cursorPattern.serial, /^/, /^/]);
  const ofConfig =
    filter.configId === undefined
      ? 'and $8::int is null'
      : `and exists (select from ${membersOfConfig('$8::int')} m join mappings own on own.workspace_id = v.workspace_id
           and own.connection_id = v.connection_id and own.stream = v.stream and own.external_id = v.external_id
           where m.connection_id = v.connection_id and m.stream = v.stream and (m.scopes is null or m.scopes ? own.scope))`;
  const { rows } = await sql.query<SyncMappingView>(
    `select v.entity_id as "entityId", e.kind as "entityType", ${titleOf('e')} as title, v.connection_id as "connectionId", c.name as "connectionName",
       v.stream, v.external_id as "externalId", v.locator, v.url, v.status, v.method, v.remote_updated_at as "remoteUpdatedAt",
       v.local_updated_at as "localUpdatedAt", v.last_synced_at as "lastSyncedAt", v.created_at as "createdAt"
     from sync_mappings v join entities e on e.workspace_id = v.workspace_id and e.id = v.entity_id join connections c on c.id = v.connection_id
     where v.workspace_id = $1 and ($2::int is null or (v.connection_id, v.stream, v.external_id) > ($2, $3::text, $4::text))
       and ($5::text is null or e.kind = $5) and ($6::text is null or v.status = $6) and ($7::text is null or c.name = $7 or c.id::text = $7)
       ${ofConfig} and ($9::uuid is null or v.entity_id = $9) ${filter.status === undefined ? '' : candidates[filter.status]}
     order by v.connection_id, v.stream, v.external_id limit $10`,
    [
      workspaceId,
      ...after,
      filter.entityType ?? null,
      filter.status ?? null,
      filter.connection ?? null,
      filter.configId ?? null,
      filter.entityId ?? null,
      page.limit + 1,
    ],
  );
  return toPage(rows, page.limit, (row) => [String(row.connectionId), row.stream, row.externalId]);
}

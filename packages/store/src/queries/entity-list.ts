import type { EntityKind, Json } from '@syncline/core';
import type { Sql } from '../database.ts';
import { cursorPattern, decodeCursor, type Paged, type PageRequest, toPage } from './cursor.ts';

export interface EntitySummary {
  readonly id: string;
  readonly kind: EntityKind;
  readonly title: string | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly deletedAt: Date | null;
}

export interface EntityListItem extends EntitySummary {
  readonly fields: Readonly<Record<string, Json>>;
}

export interface EntityFilter {
  readonly kind?: string | undefined;
  /** Part of the title, name or login, in any case. */
  readonly text?: string | undefined;
  /** False (the default): only live ones. True: only tombstones. `any`: both. */
  readonly deleted?: boolean | 'any' | undefined;
  /** Only what this connection, or this stream of any, has a record of. */
  readonly connectionId?: number | undefined;
  readonly stream?: string | undefined;
}

/** What a person calls an entity `e`; kinds name it differently. */
export const titleOf = (e: string): string =>
  `coalesce(${e}.fields->>'title', ${e}.fields->>'name', ${e}.fields->>'login')`;

const columns = `e.id, e.kind, ${titleOf('e')} as title, e.version, e.fields, e.created_at as "createdAt", e.updated_at as "updatedAt", e.deleted_at as "deletedAt"`;

const heldThere = `exists (select from mappings m where m.workspace_id = e.workspace_id and m.entity_id = e.id
         and ($7::int is null or m.connection_id = $7) and ($8::text is null or m.stream = $8))`;

/** Entities, newest first. A text search reads along the index until the page is full. */
export async function listEntities(
  sql: Sql,
  workspaceId: number,
  filter: EntityFilter,
  page: PageRequest,
): Promise<Paged<EntityListItem>> {
  const [id] = decodeCursor(page.cursor, [cursorPattern.uuid]);
  const deleted = filter.deleted === 'any' ? null : (filter.deleted ?? false);
  const pattern = filter.text === undefined ? null : `%${filter.text.replace(/[\\%_]/g, '\\$&')}%`;
  const isHeld = filter.connectionId !== undefined || filter.stream !== undefined;
  const { rows } = await sql.query<EntityListItem>(
    `select ${columns} from entities e
     where e.workspace_id = $1 and e.id < coalesce($2::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
       and ($3::text is null or e.kind = $3) and ($4::boolean is null or (e.deleted_at is not null) = $4)
       and ($5::text is null or ${titleOf('e')} ilike $5)
       and ${isHeld ? heldThere : '$7::int is null and $8::text is null'}
     order by e.id desc limit $6`,
    [
      workspaceId,
      id,
      filter.kind ?? null,
      deleted,
      pattern,
      page.limit + 1,
      filter.connectionId ?? null,
      filter.stream ?? null,
    ],
  );
  return toPage(rows, page.limit, (row) => [row.id]);
}

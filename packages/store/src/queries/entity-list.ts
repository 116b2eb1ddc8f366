import type { EntityKind, Json } from '@syncline/core';
import type { Sql } from '../database.ts';
import { cursorPattern, decodeCursor, type Paged, type PageRequest, toPage } from './cursor.ts';
import { shortFields, titleOf, wordsOf } from './entity-words.ts';

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
  /** Part of the title, name, login or e-mail address, in any case. */
  readonly text?: string | undefined;
  /** False (the default): only live ones. True: only tombstones. `any`: both. */
  readonly deleted?: boolean | 'any' | undefined;
  /** Only what this connection, or this stream of any, has a record of. */
  readonly connectionId?: number | undefined;
  readonly stream?: string | undefined;
}

const columns = `e.id, e.kind, ${titleOf('e')} as title, e.version, e.fields, e.created_at as "createdAt", e.updated_at as "updatedAt", e.deleted_at as "deletedAt"`;

const heldThere = `exists (select from mappings m where m.workspace_id = e.workspace_id and m.entity_id = e.id
         and ($6::int is null or m.connection_id = $6) and ($7::text is null or m.stream = $7))`;

/** Whether the words of `e` hold a text; `offset 0` keeps what is unpacked once from being unpacked for every word. */
const isSaid = `exists (select from (select e.kind, ${shortFields('e.fields')} as fields offset 0) s where ${wordsOf('s')} ilike $8)`;

/** How many of the newest are looked at one by one, before the words of all are. */
const LOOKED_AT = 2_000;

/** Entities, newest first. By a word of late, one is found at once; by one that was changed, when words were followed (ADR 34). */
export async function listEntities(
  sql: Sql,
  workspaceId: number,
  filter: EntityFilter,
  page: PageRequest,
): Promise<Paged<EntityListItem>> {
  const [id] = decodeCursor(page.cursor, [cursorPattern.uuid]);
  const deleted = filter.deleted === 'any' ? null : (filter.deleted ?? false);
  const isHeld = filter.connectionId !== undefined || filter.stream !== undefined;
  const wanted = page.limit + 1;
  const values = [
    workspaceId,
    id,
    filter.kind ?? null,
    deleted,
    wanted,
    filter.connectionId ?? null,
    filter.stream ?? null,
  ];
  const living = `($4::boolean is null or (e.deleted_at is not null) = $4)
       and ${isHeld ? heldThere : '$6::int is null and $7::text is null'}`;
  const inPlace = `e.workspace_id = $1 and e.id < coalesce($2::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff') and ($3::text is null or e.kind = $3)`;
  const pageOf = (rows: readonly EntityListItem[]) => toPage(rows, page.limit, (row) => [row.id]);
  if (filter.text === undefined) {
    const { rows } = await sql.query<EntityListItem>(
      `select ${columns} from entities e where ${inPlace} and ${living} order by e.id desc limit $5`,
      values,
    );
    return pageOf(rows);
  }
  const pattern = `%${filter.text.replace(/[\\%_]/g, '\\$&')}%`;
  const { rows: newest } = await sql.query<EntityListItem>(
    `select ${columns} from (select * from entities e where ${inPlace} order by e.id desc limit ${LOOKED_AT}) e
     where ${living} and ${isSaid} order by e.id desc limit $5`,
    [...values, pattern],
  );
  if (newest.length === wanted) return pageOf(newest);
  const { rows: indexed } = await sql.query<EntityListItem>(
    `select ${columns} from entity_words w join entities e on e.workspace_id = w.workspace_id and e.id = w.entity_id
     where w.workspace_id = $1 and w.words ilike $8 and w.entity_id < coalesce($2::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
       and ${inPlace} and ${living} and ${isSaid} order by w.entity_id desc limit $5`,
    [...values, pattern],
  );
  const found = new Map([...newest, ...indexed].map((row) => [row.id, row]));
  return pageOf([...found.values()].sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, wanted));
}

import { camelCased } from '../camel-cased.ts';
import type { Sql } from '../database.ts';
import type { MergeRow } from '../identity/merges.ts';
import { cursorPattern, decodeCursor, type Paged, type PageRequest, toPage } from './cursor.ts';

/** Merges, newest first; of one entity, as either of the two. */
export async function listMerges(
  sql: Sql,
  workspaceId: number,
  filter: { readonly entityId?: string | undefined },
  page: PageRequest,
): Promise<Paged<MergeRow>> {
  const [before] = decodeCursor(page.cursor, [cursorPattern.serial]);
  const { rows } = await sql.query(
    `select * from merges where workspace_id = $1 and ($2::bigint is null or id < $2)
       and ($3::uuid is null or survivor_id = $3 or loser_id = $3) order by id desc limit $4`,
    [workspaceId, before, filter.entityId ?? null, page.limit + 1],
  );
  return toPage(
    rows.map((row) => camelCased<MergeRow>(row)),
    page.limit,
    (row) => [String(row.id)],
  );
}

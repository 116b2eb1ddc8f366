import type { Sql } from '../database.ts';

/** What an interest `e` asks for: it has no name. */
const wishOf = (e: string): string =>
  `case when ${e}.kind = 'interest' then nullif(concat_ws(' ', ${e}.fields->>'category', ${e}.fields->>'words'), '') end`;

/** What a person calls an entity `e`; kinds name it differently, and the title of a person is what they do. */
export const titleOf = (e: string): string =>
  `coalesce(nullif(concat_ws(' ', ${e}.fields->>'first_name', ${e}.fields->>'last_name'), ''),
    ${['title', 'name', 'summary', 'subject', 'login', 'email', 'sku'].map((field) => `${e}.fields->>'${field}'`).join(', ')}, ${wishOf(e)})`;

/** Of a row that names an entity: that it stands, neither deleted nor merged into another. Looked up row by row, as far as a page needs. */
export const stands = (id: string): string =>
  `exists (select from entities s where s.workspace_id = $1 and s.id = ${id} and s.deleted_at is null offset 0)`;

/** Fields without those that hold texts: a value that is stored packed is unpacked as a whole at every `->>`. */
export const shortFields = (fields: string): string =>
  `${fields} - array['body', 'description', 'text', 'transcript', 'summary_text']`;

/** What an entity `e` is searched by, in one text. */
export const wordsOf = (e: string): string =>
  `concat_ws(' ', ${['first_name', 'last_name', 'title', 'name', 'login', 'email', 'sku'].map((field) => `${e}.fields->>'${field}'`).join(', ')}, ${wishOf(e)})`;

/** Brings what some entities are searched by to how they stand; those that are gone are found no longer. */
export async function indexWords(tx: Sql, workspaceId: number, entityIds: readonly string[]): Promise<void> {
  if (entityIds.length === 0) return;
  const { rows } = await tx.query<{ id: string }>({
    name: 'words-index',
    text: `with shown as (
             select e.id, ${wordsOf('e')} as words from unnest($2::uuid[]) as i (id)
             cross join lateral (select e.id, e.kind, ${shortFields('e.fields')} as fields from entities e
               where e.workspace_id = $1 and e.id = i.id offset 0) e
           ), saved as (
             insert into entity_words as w (workspace_id, entity_id, words) select $1, id, words from shown order by id
             on conflict (workspace_id, entity_id) do update set words = excluded.words where w.words <> excluded.words
           )
           select id from shown`,
    values: [workspaceId, [...new Set(entityIds)]],
  });
  const standing = new Set(rows.map(({ id }) => id));
  const gone = entityIds.filter((id) => !standing.has(id));
  if (gone.length === 0) return;
  await tx.query('delete from entity_words where workspace_id = $1 and entity_id = any($2::uuid[])', [
    workspaceId,
    gone,
  ]);
}

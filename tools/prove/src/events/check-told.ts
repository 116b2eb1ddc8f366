import type { Sql } from '@syncline/store';

/**
 * No change without its event, no event without its change: each version of each entity has one event and a line of
 * history (the first one has no line), and there are no others. What only its edges are told of by is no version. What is not so, a sentence each.
 */
export async function checkTold(sql: Sql): Promise<string[]> {
  const { rows } = await sql.query<{ id: string; version: number; told: number[]; lines: number }>(
    `select e.id, e.version, coalesce(t.told, '{}') as told, h.lines from entities e
     left join lateral (select array_agg(v.entity_version order by v.id) as told from events v
       where v.workspace_id = e.workspace_id and v.entity_id = e.id and v.type in ('entity.created', 'entity.updated', 'entity.deleted')) t on true
     cross join lateral (select count(*)::int as lines from entity_versions h where h.workspace_id = e.workspace_id and h.entity_id = e.id) h
     where h.lines <> e.version - 1 or t.told is distinct from (select array_agg(n) from generate_series(1, e.version) n)`,
  );
  return rows.map(
    ({ id, version, told, lines }) =>
      `${id} is at version ${version}, its events tell of ${told.join(', ') || 'none'}, its history has ${lines} lines`,
  );
}

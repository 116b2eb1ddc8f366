import type pg from 'pg';

/** The clients that the graph holds: by kind, what they are known by, and their id, what is said of them and where edges lead. */
export async function readGraph(database: pg.Client): Promise<Map<string, string>> {
  const { rows } = await database.query<{ key: string; value: unknown }>(
    `select e.kind || ' ' || coalesce(e.fields ->> 'email', e.fields ->> 'domain') || ' ' || e.id as key,
       case e.kind when 'account' then jsonb_build_array(e.fields -> 'name', e.fields -> 'employees')
         else jsonb_build_array(e.fields -> 'first_name', e.fields -> 'last_name', edges.names) end as value
     from entities e
     cross join lateral (select string_agg(case when a.id::text = e.fields ->> 'account' and a.deleted_at is null then a.fields ->> 'name'
         else 'an edge beside the field' end, ', ') as names
       from relations r join entities a on a.id = r.to_entity_id
       where r.workspace_id = e.workspace_id and r.from_entity_id = e.id and r.type = 'belongs_to') edges
     where e.deleted_at is null`,
  );
  return new Map(rows.map(({ key, value }) => [key, JSON.stringify(value)]));
}

/** What differs, ids and all. */
export function sameGraph(shown: ReadonlyMap<string, string>, wanted: ReadonlyMap<string, string>): string[] {
  const broken: string[] = [];
  for (const [key, value] of wanted)
    if (shown.get(key) !== value) broken.push(`${key} is ${shown.get(key) ?? 'not there'}, not ${value}`);
  for (const key of shown.keys()) if (!wanted.has(key)) broken.push(`${key} was not there before`);
  return broken;
}

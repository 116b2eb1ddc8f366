import type { Sql } from '../database.ts';

/** The workspace of that name; null when there is none. */
export async function findWorkspace(sql: Sql, name: string): Promise<number | null> {
  const { rows } = await sql.query<{ id: number }>('select id from workspaces where name = $1', [name]);
  return rows[0]?.id ?? null;
}

export async function listWorkspaceIds(sql: Sql): Promise<number[]> {
  const { rows } = await sql.query<{ id: number }>('select id from workspaces order by id');
  return rows.map(({ id }) => id);
}

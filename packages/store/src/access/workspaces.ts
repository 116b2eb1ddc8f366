import type { Sql } from '../database.ts';

/** The workspace of that name; null when there is none. */
export async function findWorkspace(sql: Sql, name: string): Promise<number | null> {
  const { rows } = await sql.query<{ id: number }>('select id from workspaces where name = $1', [name]);
  return rows[0]?.id ?? null;
}

export async function listWorkspaces(sql: Sql): Promise<{ readonly id: number; readonly name: string }[]> {
  const { rows } = await sql.query<{ id: number; name: string }>('select id, name from workspaces order by id');
  return rows;
}

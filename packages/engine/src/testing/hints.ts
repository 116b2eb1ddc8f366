import { insertHints, type Sql } from '@syncline/store';

export interface TestHints {
  readonly repository: string;
  readonly number: number;
  readonly externalId: string;
  readonly op: 'changed' | 'deleted';
  readonly count: number;
}

/** Hints about an issue of the simulated GitHub, as deliveries leave them. */
export async function insertTestHints(
  sql: Sql,
  connection: { readonly id: number; readonly workspaceId: number },
  { repository, number, externalId, op, count }: TestHints,
): Promise<void> {
  const { rows } = await sql.query<{ scope: string }>(
    `select scope from pages where stream = 'issues' and scope like '%:' || $1 limit 1`,
    [repository],
  );
  const hint = {
    workspaceId: connection.workspaceId,
    connectionId: connection.id,
    stream: 'issues',
    externalId,
    locator: `${repository}#${number}`,
    scope: rows[0]?.scope ?? `1:${repository}`,
    op,
    source: 'webhook' as const,
    inboxId: null,
  };
  await insertHints(
    sql,
    Array.from({ length: count }, () => hint),
  );
}

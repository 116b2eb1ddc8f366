import type { Sql } from '../database.ts';

/** Opens a file whose bytes come now; it is nobody's before it is closed. */
export async function openImportFile(sql: Sql, workspaceId: number, id: string): Promise<void> {
  await sql.query('insert into import_files (id, workspace_id) values ($1, $2)', [id, workspaceId]);
}

export async function addImportChunk(sql: Sql, fileId: string, seq: number, bytes: Uint8Array): Promise<void> {
  await sql.query({
    name: 'import-chunk-add',
    text: 'insert into import_chunks (file_id, seq, bytes) values ($1, $2, $3)',
    values: [fileId, seq, bytes],
  });
}

/** Says what came. Where the same bytes are kept already, those stay and these go; returns the file that holds them. */
export async function closeImportFile(
  tx: Sql,
  workspaceId: number,
  id: string,
  { sha256, size }: { readonly sha256: string; readonly size: number },
): Promise<string> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`import file ${workspaceId} ${sha256}`]);
  const { rows } = await tx.query<{ id: string }>(
    'select id from import_files where workspace_id = $1 and sha256 = $2',
    [workspaceId, sha256],
  );
  const kept = rows[0]?.id;
  if (kept !== undefined) {
    await dropImportFile(tx, id);
    return kept;
  }
  await tx.query('update import_files set sha256 = $2, size = $3 where id = $1', [id, sha256, size]);
  return id;
}

/** Only for a file that did not come whole. */
export async function dropImportFile(tx: Sql, id: string): Promise<void> {
  await tx.query('delete from import_chunks where file_id = $1', [id]);
  await tx.query('delete from import_files where id = $1', [id]);
}

/** Those whose sender went away, or whose receiver died. Returns how many. */
export async function dropAbandonedImportFiles(sql: Sql, olderThanMs: number): Promise<number> {
  const { rowCount } = await sql.query(
    `with gone as (delete from import_files where sha256 is null and created_at < now() - make_interval(secs => $1 / 1000.0) returning id),
       bytes as (delete from import_chunks where file_id in (select id from gone))
     select from gone`,
    [olderThanMs],
  );
  return rowCount ?? 0;
}

/** The bytes of a file, one piece in memory at a time. */
export async function* readImportFile(sql: Sql, fileId: string): AsyncGenerator<Uint8Array> {
  for (let seq = 0; ; seq++) {
    const { rows } = await sql.query<{ bytes: Buffer }>({
      name: 'import-chunk-read',
      text: 'select bytes from import_chunks where file_id = $1 and seq = $2',
      values: [fileId, seq],
    });
    if (!rows[0]) return;
    yield rows[0].bytes;
  }
}

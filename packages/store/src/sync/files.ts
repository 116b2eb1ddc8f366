import type { Sql } from '../database.ts';

export interface FileFacts {
  readonly workspaceId: number;
  readonly entityId: string;
  /** Lower-case hex. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  /** `connection id/stream/external id`. */
  readonly readFrom: string;
}

/** Remembers what a file held when it was copied. */
export async function noteFile(sql: Sql, file: FileFacts): Promise<void> {
  await sql.query({
    name: 'files-note',
    text: `insert into files (workspace_id, entity_id, sha256, size, read_from) values ($1, $2, $3, $4, $5)
           on conflict (workspace_id, entity_id) do update set sha256 = excluded.sha256, size = excluded.size, read_from = excluded.read_from, at = now()`,
    values: [file.workspaceId, file.entityId, file.sha256, file.size, file.readFrom],
  });
}

export async function findFile(
  sql: Sql,
  workspaceId: number,
  entityId: string,
): Promise<Pick<FileFacts, 'sha256' | 'size'> | null> {
  const { rows } = await sql.query<{ sha256: string; size: string }>({
    name: 'files-find',
    text: 'select sha256, size from files where workspace_id = $1 and entity_id = $2',
    values: [workspaceId, entityId],
  });
  return rows[0] ? { sha256: rows[0].sha256, size: Number(rows[0].size) } : null;
}

/** A file that a remote shows, by what tells it from others. */
export interface ShownFileKey {
  /** The connection whose stream shows it. */
  readonly connectionId: number;
  readonly stream: string;
  /** What it hangs at, at the same connection. */
  readonly parentStream: string;
  readonly parentExternalId: string;
  readonly fileName: string;
  readonly size: number;
}

/**
 * For each file the entities that may be it: of the same name and size at the same record, not deleted, and without a
 * record at the stream, the oldest first.
 */
export async function findSameFiles(
  tx: Sql,
  workspaceId: number,
  kind: string,
  files: readonly ShownFileKey[],
): Promise<string[][]> {
  const found: string[][] = files.map(() => []);
  if (files.length === 0) return found;
  const { rows } = await tx.query<{ index: number; id: string }>({
    name: 'files-same',
    text: `select i.position::int - 1 as index, e.id
           from unnest($3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[]) with ordinality
             as i (connection_id, stream, parent_stream, parent_id, file_name, size, position)
           join mappings p on p.workspace_id = $1 and p.connection_id = i.connection_id and p.stream = i.parent_stream and p.external_id = i.parent_id
           join relations r on r.workspace_id = $1 and r.to_entity_id = p.entity_id and r.type = 'part_of'
           join entities e on e.workspace_id = $1 and e.id = r.from_entity_id and e.kind = $2 and e.deleted_at is null
           where e.fields ->> 'file_name' = i.file_name and e.fields ->> 'size' = i.size::text
             and not exists (select from mappings m where m.workspace_id = $1 and m.entity_id = e.id and m.connection_id = i.connection_id
               and m.stream = i.stream)
           group by 1, e.id order by 1, e.id`,
    values: [
      workspaceId,
      kind,
      files.map((f) => f.connectionId),
      files.map((f) => f.stream),
      files.map((f) => f.parentStream),
      files.map((f) => f.parentExternalId),
      files.map((f) => f.fileName),
      files.map((f) => f.size),
    ],
  });
  for (const { index, id } of rows) found[index]!.push(id);
  return found;
}

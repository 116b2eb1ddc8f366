import type { Json } from '@syncline/core';
import type { Sql } from '../database.ts';

/** A record of a file, as its side last showed it; one that is gone stays what texts name it by. */
export interface FileLinkRow {
  readonly entityId: string;
  readonly connectionId: number;
  readonly stream: string;
  readonly externalId: string;
  readonly locator: string | null;
  readonly seen: Record<string, Json>;
  readonly home: boolean;
}

interface Streams {
  readonly connectionId: number;
  readonly stream: string;
}

const columns = `m.entity_id as "entityId", m.connection_id as "connectionId", m.stream, m.external_id as "externalId", m.locator, m.seen, m.home`;
const ofStreams = `(m.connection_id, m.stream) in (select * from unnest($3::int[], $4::text[]))`;

/** The records of files, at these streams. */
export async function fileLinks(
  sql: Sql,
  workspaceId: number,
  fileIds: readonly string[],
  streams: readonly Streams[],
): Promise<FileLinkRow[]> {
  if (fileIds.length === 0) return [];
  const { rows } = await sql.query<FileLinkRow & Record<string, unknown>>({
    name: 'file-links',
    text: `select ${columns} from unnest($2::uuid[]) as i (id)
           cross join lateral (select * from mappings m where m.workspace_id = $1 and m.entity_id = i.id and ${ofStreams} offset 0) m`,
    values: [workspaceId, fileIds, ...placesOf(streams)],
  });
  return rows;
}

/** The files that texts of these entities may name: those at the entity itself, and those at what a comment is on. */
export async function filesAround(
  sql: Sql,
  workspaceId: number,
  entityIds: readonly string[],
  streams: readonly Streams[],
): Promise<(FileLinkRow & { readonly textId: string })[]> {
  if (entityIds.length === 0) return [];
  const { rows } = await sql.query<FileLinkRow & { readonly textId: string } & Record<string, unknown>>({
    name: 'files-around',
    text: `with places as (
             select id as text_id, id as place from unnest($2::uuid[]) as i (id)
             union
             select r.from_entity_id, r.to_entity_id from unnest($2::uuid[]) as i (id)
             join relations r on r.workspace_id = $1 and r.from_entity_id = i.id and r.type = 'comments_on'
             where r.to_entity_id is not null
           ), files as (
             select distinct p.text_id, r.from_entity_id as id from places p
             join relations r on r.workspace_id = $1 and r.to_entity_id = p.place and r.type = 'part_of'
           )
           select f.text_id as "textId", ${columns} from files f
           cross join lateral (select * from mappings m where m.workspace_id = $1 and m.entity_id = f.id and ${ofStreams} offset 0) m`,
    values: [workspaceId, entityIds, ...placesOf(streams)],
  });
  return rows;
}

/** Living entities whose fields hold one of a file's words, of those that it hangs at and the comments on them. */
export async function textsNaming(
  sql: Sql,
  workspaceId: number,
  words: readonly { readonly fileId: string; readonly word: string }[],
): Promise<string[]> {
  if (words.length === 0) return [];
  const { rows } = await sql.query<{ id: string }>({
    name: 'files-named-in',
    text: `with words as (select * from unnest($2::uuid[], $3::text[]) as i (file_id, word)),
             places as (
               select distinct f.file_id, r.to_entity_id as place from (select distinct file_id from words) f
               join relations r on r.workspace_id = $1 and r.from_entity_id = f.file_id and r.type = 'part_of' and r.to_entity_id is not null
             ), texts as (
               select file_id, place as id from places
               union
               select p.file_id, r.from_entity_id from places p
               join relations r on r.workspace_id = $1 and r.to_entity_id = p.place and r.type = 'comments_on'
             )
           select distinct e.id from texts t
           join entities e on e.workspace_id = $1 and e.id = t.id and e.deleted_at is null
           join words w on w.file_id = t.file_id and strpos(e.fields::text, w.word) > 0
           order by e.id`,
    values: [workspaceId, words.map((w) => w.fileId), words.map((w) => w.word)],
  });
  return rows.map((row) => row.id);
}

function placesOf(streams: readonly Streams[]): [number[], string[]] {
  return [streams.map((s) => s.connectionId), streams.map((s) => s.stream)];
}

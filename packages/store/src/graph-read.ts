import type { Json } from '@syncline/core';
import type { Sql } from './database.ts';

/** A normalised record with what the merge needs beside it: its fields as text, and content hashes. */
export interface PreparedRecord {
  readonly stream: string;
  readonly externalId: string;
  readonly scope: string;
  readonly kind: string;
  readonly locator: string | null;
  readonly url: string | null;
  readonly remoteUpdatedAt: string | null;
  /** Canonical JSON of the fields. */
  readonly fields: string;
  readonly edges: readonly PreparedEdge[];
  /** Relation types that the record showed in full. */
  readonly relations: readonly string[];
  /** Relation types of which every edge to the record was shown, by the records that came with it. */
  readonly inbound?: readonly string[];
  readonly hash: string;
  /** Of the bytes that showed it, where its stream allows; null otherwise. */
  readonly rawHash: string | null;
  readonly edgesHash: string;
  /** Only some fields were shown; the others did not change. */
  readonly partial: boolean;
  /** Our key, found on the remote object (rule 3.8). */
  readonly ownKey?: string;
  /** The vendor's own version. */
  readonly version?: string;
  /** When fields were changed, where the vendor keeps a history of them. */
  readonly fieldTimes?: Readonly<Record<string, string>>;
}

export interface PreparedEdge {
  readonly relation: string;
  readonly stream: string;
  /** `id:<external id>` or `at:<locator>`. */
  readonly target: string;
}

export interface Origin {
  readonly workspaceId: number;
  readonly connectionId: number;
}

/**
 * Makes merges of the same remote record wait for each other until the transaction ends. Keys are locked
 * in the order of their hashes, so two pages can't wait for each other in a circle.
 */
export async function lockRecords(
  tx: Sql,
  origin: Origin,
  keys: readonly { readonly stream: string; readonly externalId: string }[],
): Promise<void> {
  if (keys.length === 0) return;
  await tx.query({
    name: 'records-lock',
    text: `select pg_advisory_xact_lock(k) from (
             select distinct hashtextextended($1 || ' ' || key, 20) as k from unnest($2::text[]) as key order by k) s`,
    values: [`${origin.workspaceId} ${origin.connectionId}`, keys.map((key) => `${key.stream} ${key.externalId}`)],
  });
}

/**
 * Joins the mapping of each input row `i` by its whole key. `offset 0` keeps the planner from flattening it:
 * while a table is young its statistics say that one row matches, and a flat join then reads all of them.
 */
export function lookUpMapping(columns: string, lock: 'for update' | '' = ''): string {
  return `cross join lateral (select ${columns} from mappings m
    where m.workspace_id = $1 and m.connection_id = $2 and m.stream = i.stream and m.external_id = i.external_id offset 0 ${lock}) m`;
}

/** A record whose bytes came as they were merged last. */
export interface SameRecord {
  readonly stream: string;
  readonly externalId: string;
  readonly rawHash: string;
}

/** Which of the records are linked and were merged last from the same bytes, by position. */
export async function findSame(
  sql: Sql,
  origin: Origin,
  stream: string,
  records: readonly { readonly externalId: string | null; readonly rawHash: string }[],
): Promise<number[]> {
  if (records.length === 0) return [];
  const { rows } = await sql.query<{ index: number }>({
    name: 'records-find-same',
    text: `select i.position::int - 1 as index
           from unnest($4::text[], $5::text[]) with ordinality as i (external_id, raw_hash, position)
           cross join lateral (select state, seen_hash, raw_hash from mappings m
             where m.workspace_id = $1 and m.connection_id = $2 and m.stream = $3 and m.external_id = i.external_id offset 0) m
           where m.raw_hash = i.raw_hash || m.seen_hash and m.state <> 'gone'`,
    values: [
      origin.workspaceId,
      origin.connectionId,
      stream,
      records.map((r) => r.externalId),
      records.map((r) => r.rawHash),
    ],
  });
  return rows.map((row) => row.index);
}

export interface KnownRecord {
  /** Position in the list that was asked for. */
  readonly index: number;
  /** The remote showed what it showed last time. */
  readonly same: boolean;
  readonly sameEdges: boolean;
}

/** Which of the records have a mapping, and whether they differ from what it last showed. Nothing is locked or written. */
export async function compareRecords(
  tx: Sql,
  origin: Origin,
  records: readonly PreparedRecord[],
): Promise<KnownRecord[]> {
  if (records.length === 0) return [];
  const anyPartial = records.some((record) => record.partial);
  const { rows } = await tx.query<KnownRecord>({
    name: anyPartial ? 'records-compare-partial' : 'records-compare',
    text: `select i.position::int - 1 as index,
             m.state <> 'gone' and ${anyPartial ? '(m.seen_hash = i.hash or (i.partial and m.seen @> i.fields::jsonb and i.edgeless))' : 'm.seen_hash = i.hash'} as same,
             m.edges_hash = i.edges_hash as "sameEdges"
           from unnest($3::text[], $4::text[], $5::text[], $6::text[]${anyPartial ? ', $7::boolean[], $8::text[], $9::boolean[]' : ''})
             with ordinality as i (stream, external_id, hash, edges_hash${anyPartial ? ', partial, fields, edgeless' : ''}, position)
           ${lookUpMapping('state, seen_hash, edges_hash, seen')}`,
    values: [
      origin.workspaceId,
      origin.connectionId,
      records.map((r) => r.stream),
      records.map((r) => r.externalId),
      records.map((r) => r.hash),
      records.map((r) => r.edgesHash),
      ...(anyPartial
        ? [
            records.map((r) => r.partial),
            records.map((r) => (r.partial ? r.fields : '{}')),
            records.map((r) => r.relations.length === 0),
          ]
        : []),
    ],
  });
  return rows;
}

/**
 * Which of the records are known to be deleted, for a read that started at `startedSeq`: by the vendor's word for
 * good, by a read that found them gone until a later read shows them.
 */
export async function findTombstones(
  tx: Sql,
  origin: Origin,
  startedSeq: number,
  records: readonly { readonly stream: string; readonly externalId: string }[],
): Promise<Set<string>> {
  if (records.length === 0) return new Set();
  const { rows } = await tx.query<{ key: string }>({
    name: 'tombstones-find',
    text: `select t.stream || '/' || t.external_id as key from unnest($3::text[], $4::text[]) as i (stream, external_id)
           cross join lateral (select stream, external_id from remote_tombstones t
             where t.workspace_id = $1 and t.connection_id = $2 and t.stream = i.stream and t.external_id = i.external_id
               and (t.seq is null or t.seq > $5) offset 0) t`,
    values: [
      origin.workspaceId,
      origin.connectionId,
      records.map((r) => r.stream),
      records.map((r) => r.externalId),
      startedSeq,
    ],
  });
  return new Set(rows.map((row) => row.key));
}

export interface LinkedRecord {
  readonly index: number;
  readonly entityId: string;
  readonly entityVersion: number;
  /** Null: the same as seen. */
  readonly entityFields: Record<string, Json> | null;
  readonly seen: Record<string, Json>;
  /** Null: the same as seen. */
  readonly base: Record<string, Json> | null;
  readonly acceptedSeq: number;
  readonly seenHash: string;
  readonly edgesHash: string;
  readonly gone: boolean;
  /** It rests beside another record of its stream: it is read, and its entity is not its. */
  readonly rests: boolean;
  /** Where the two locked rows lie in their tables: good until the transaction ends. */
  readonly mappingAt: string;
  readonly entityAt: string;
}

/** Mappings and entities of the records, locked until the transaction ends. */
export async function loadLinkedRecords(
  tx: Sql,
  origin: Origin,
  records: readonly PreparedRecord[],
): Promise<LinkedRecord[]> {
  if (records.length === 0) return [];
  const { rows } = await tx.query<LinkedRecord>({
    name: 'records-load',
    text: `select i.position::int - 1 as index, m.entity_id as "entityId", e.version as "entityVersion",
             case when e.fields = m.seen then null else e.fields end as "entityFields", m.seen, m.base, m.accepted_seq as "acceptedSeq", m.seen_hash as "seenHash", m.edges_hash as "edgesHash", m.state = 'gone' as gone, m.state = 'duplicate' as rests,
             m.ctid::text as "mappingAt", e.ctid::text as "entityAt"
           from unnest($3::text[], $4::text[]) with ordinality as i (stream, external_id, position)
           ${lookUpMapping('ctid, entity_id, seen, base, accepted_seq, seen_hash, edges_hash, state', 'for update')}
           cross join lateral (select ctid, id, version, fields from entities e where e.workspace_id = $1 and e.id = m.entity_id offset 0 for update) e
           order by e.id`,
    values: [origin.workspaceId, origin.connectionId, records.map((r) => r.stream), records.map((r) => r.externalId)],
  });
  return rows;
}

import type { Sql } from '../database.ts';
import type { RecordAddress } from '../hints.ts';

/** A remote record as one side of a pair. */
export type PairSide = Omit<RecordAddress, 'workspaceId'>;

/** Notes that these are not the same thing; from either side, and for good. */
export async function refuseMatches(
  tx: Sql,
  record: RecordAddress,
  others: readonly PairSide[],
  by: string,
): Promise<void> {
  if (others.length === 0) return;
  await tx.query(
    `insert into refused_matches (workspace_id, connection_id, stream, external_id, other_connection_id, other_stream, other_external_id, refused_by)
     select $1, p.*, $2 from (
       select $3::int as c, $4::text as s, $5::text as e, o.* from unnest($6::int[], $7::text[], $8::text[]) as o (oc, os, oe)
       union all select o.*, $3::int, $4::text, $5::text from unnest($6::int[], $7::text[], $8::text[]) as o (oc, os, oe)) p
     on conflict do nothing`,
    [
      record.workspaceId,
      by,
      record.connectionId,
      record.stream,
      record.externalId,
      others.map((o) => o.connectionId),
      others.map((o) => o.stream),
      others.map((o) => o.externalId),
    ],
  );
}

/** By `stream/external id` of the record: what it is not. */
export async function refusedOf(
  tx: Sql,
  origin: { readonly workspaceId: number; readonly connectionId: number },
  records: readonly { readonly stream: string; readonly externalId: string }[],
): Promise<ReadonlyMap<string, readonly PairSide[]>> {
  if (records.length === 0) return new Map();
  const { rows } = await tx.query<PairSide & { recordStream: string; recordId: string }>({
    name: 'refused-matches-of',
    text: `select r.stream as "recordStream", r.external_id as "recordId", r.other_connection_id as "connectionId",
             r.other_stream as stream, r.other_external_id as "externalId"
           from unnest($3::text[], $4::text[]) as i (stream, external_id)
           join refused_matches r on r.workspace_id = $1 and r.connection_id = $2 and r.stream = i.stream and r.external_id = i.external_id`,
    values: [origin.workspaceId, origin.connectionId, records.map((r) => r.stream), records.map((r) => r.externalId)],
  });
  return Map.groupBy(rows, (row) => `${row.recordStream}/${row.recordId}`);
}

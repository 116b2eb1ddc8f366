import type { PageOutcomeCounts } from '@syncline/core';
import type { Sql } from './database.ts';
import type { PageRow } from './pages.ts';
import { type PartitionRow, partitionColumns } from './partitions.ts';

/** What normalising a page makes true of its process. */
export interface NormalisedCounts {
  readonly fetched: number;
  readonly ignored: number;
  readonly normalised: number;
  readonly failed: number;
  /** What the page of a counted list showed, in its order. */
  readonly listedIds: readonly (string | null)[] | null;
}

/**
 * Stores the normalised records, compressed, and counts them in the page's process where `counts` says so, in one
 * statement (rule 7.2). False when another worker did before. Outside a transaction a page of the bulk lane is not
 * waited for until the disk has it (ADR 6).
 */
export async function storeNormalised(
  sql: Sql,
  page: Pick<PageRow, 'id' | 'lane' | 'processId'>,
  normalised: Buffer,
  counts: NormalisedCounts | null,
): Promise<boolean> {
  const { rows } = await sql.query<{ stored: boolean }>({
    name: 'page-store-normalised',
    text: `with flushing as materialized (
             select set_config('synchronous_commit', case when $3 then 'off' else current_setting('synchronous_commit') end, true) as mode
           ), stored as (
             update pages set state = 'normalised', normalised = $2, listed_ids = $9, touched_at = now(), error_class = null, error = null
             where id = $1 and state = 'fetched' and (select mode from flushing) is not null returning id
           ), counted as (
             update processes set records_fetched = records_fetched + $5, records_ignored = records_ignored + $6,
               records_normalised = records_normalised + $7, records_failed = records_failed + $8, touched_at = now()
             where id = $4 and exists (select from stored)
           )
           select exists (select from stored) as stored`,
    values: [
      page.id,
      normalised,
      page.lane === 'bulk',
      counts ? page.processId : null,
      counts?.fetched ?? 0,
      counts?.ignored ?? 0,
      counts?.normalised ?? 0,
      counts?.failed ?? 0,
      counts?.listedIds ?? null,
    ],
  });
  return rows[0]!.stored;
}

/** Ends a page as merged. The normalised bytes go: they can be made again from the raw ones. */
export async function storeMerged(
  tx: Sql,
  id: number,
  outcome: PageOutcomeCounts | null,
  unchangedIds: readonly string[],
): Promise<void> {
  await tx.query({
    name: 'page-store-merged',
    text: `update pages set state = 'merged', outcome = $2, unchanged_ids = $3, normalised = null, finished_at = now(), touched_at = now(), next_attempt_at = null
           where id = $1`,
    values: [id, outcome ? JSON.stringify(outcome) : null, unchangedIds.length > 0 ? unchangedIds : null],
  });
}

/** The same for a page of a process, which also changes the open pages of its partition, under that row's lock. */
export async function storeMergedInPartition(
  tx: Sql,
  page: { readonly id: number; readonly workspaceId: number; readonly scope: string },
  processId: string,
  outcome: PageOutcomeCounts,
  unchangedIds: readonly string[],
  openPages: number,
  listedIds: NormalisedCounts['listedIds'],
): Promise<PartitionRow> {
  const { rows } = await tx.query<PartitionRow>({
    name: 'page-store-merged-in-partition',
    text: `with merged as (
             update pages set state = 'merged', outcome = $2, unchanged_ids = $3, listed_ids = coalesce($8, listed_ids), normalised = null,
               finished_at = now(), touched_at = now(), next_attempt_at = null
             where id = $1
           )
           update process_partitions set pages_open = pages_open + $7
           where workspace_id = $4 and process_id = $5 and scope = $6 returning ${partitionColumns}`,
    values: [
      page.id,
      JSON.stringify(outcome),
      unchangedIds.length > 0 ? unchangedIds : null,
      page.workspaceId,
      processId,
      page.scope,
      openPages,
      listedIds,
    ],
  });
  return rows[0]!;
}

import type { Sql } from './database.ts';

export interface PartitionRow {
  readonly workspaceId: number;
  readonly processId: string;
  readonly scope: string;
  readonly pagesOpen: number;
  readonly passes: number;
  readonly probeCount: number | null;
  readonly probeHead: string | null;
  readonly probePageId: number | null;
  readonly observedAt: Date | null;
  readonly unstable: number;
}

export const partitionColumns = `workspace_id as "workspaceId", process_id as "processId", scope, pages_open as "pagesOpen", passes,
  probe_count as "probeCount", probe_head as "probeHead", probe_page_id as "probePageId", observed_at as "observedAt", unstable`;

export async function insertPartitions(
  tx: Sql,
  workspaceId: number,
  processId: string,
  scopes: readonly string[],
): Promise<void> {
  await tx.query(
    `insert into process_partitions (workspace_id, process_id, scope, pages_open, passes)
     select $1, $2, scope, 1, 0 from unnest($3::text[]) as scope on conflict do nothing`,
    [workspaceId, processId, scopes],
  );
}

export async function listPartitions(sql: Sql, workspaceId: number, processId: string): Promise<PartitionRow[]> {
  const { rows } = await sql.query<PartitionRow>(
    `select ${partitionColumns} from process_partitions where workspace_id = $1 and process_id = $2 order by scope`,
    [workspaceId, processId],
  );
  return rows;
}

/** Changes the count of open pages under the partition's lock and returns the row as it is then. */
export async function addOpenPages(
  tx: Sql,
  workspaceId: number,
  processId: string,
  scope: string,
  delta: number,
): Promise<PartitionRow> {
  const { rows } = await tx.query<PartitionRow>({
    name: 'partition-add',
    text: `update process_partitions set pages_open = pages_open + $4
           where workspace_id = $1 and process_id = $2 and scope = $3 returning ${partitionColumns}`,
    values: [workspaceId, processId, scope, delta],
  });
  return rows[0]!;
}

/** Whose listing it is. */
export type PartitionAddress = Pick<PartitionRow, 'workspaceId' | 'processId' | 'scope'>;

/** What a list looked like when a pass over it began, and the page that looked; `count` is null where it can't be proven by it. */
export interface ListProbe {
  readonly count: number | null;
  readonly head: string | null;
  readonly observedAt: Date;
  readonly pageId: number;
}

/**
 * Begins a listing pass. `probe`: what is to be listed from now on; null: what an earlier pass set out to list, and did
 * not list all of. The first pass fixes the checkpoint's time.
 */
export async function beginPass(tx: Sql, partition: PartitionAddress, probe: ListProbe | null): Promise<void> {
  const { workspaceId, processId, scope } = partition;
  const where = 'where workspace_id = $1 and process_id = $2 and scope = $3';
  if (!probe) {
    await tx.query(`update process_partitions set passes = passes + 1 ${where}`, [workspaceId, processId, scope]);
    return;
  }
  await tx.query(
    `update process_partitions set passes = passes + 1, probe_count = $4, probe_head = $5, probe_page_id = $6,
       observed_at = coalesce(observed_at, $7) ${where}`,
    [workspaceId, processId, scope, probe.count, probe.head, probe.pageId, probe.observedAt],
  );
}

/**
 * How many different records of those that stood in the list when it was probed its pages have shown since. Left out is
 * what was added later: `added`, and what a page showed before the old first record. An item without an id counts once
 * for its place.
 */
export async function countListed(sql: Sql, partition: PartitionRow, added: readonly string[]): Promise<number> {
  const { rows } = await sql.query<{ listed: number }>({
    name: 'partition-count-listed',
    text: `select count(*)::int as listed from (
             select shown.id from (
               select coalesce(i.id, p.cursor::text || i.at) as id, i.at, min(i.at) filter (where i.id = $4) over (partition by p.id) as head_at
               from pages p, unnest(p.listed_ids) with ordinality as i (id, at)
               where p.process_id = $1 and p.scope = $2 and p.id > $3 and p.kind = 'list') as shown
             where shown.id <> all($5)
             group by shown.id having bool_and(shown.head_at is null or shown.at >= shown.head_at)) as distinct_records`,
    values: [partition.processId, partition.scope, partition.probePageId, partition.probeHead, added],
  });
  return rows[0]!.listed;
}

/** Whether pages of the list were given up since it was probed: its range is known to have a gap. */
export async function hasGap(sql: Sql, partition: PartitionRow): Promise<boolean> {
  const { rows } = await sql.query(
    `select from pages where process_id = $1 and scope = $2 and id > $3 and kind = 'list' and state = 'failed' limit 1`,
    [partition.processId, partition.scope, partition.probePageId],
  );
  return rows.length > 0;
}

/** Remembers the vendor's clock at the first read of a partition that is not probed. */
export async function observePartition(
  tx: Sql,
  workspaceId: number,
  processId: string,
  scope: string,
  observedAt: Date,
): Promise<void> {
  await tx.query({
    name: 'partition-observe',
    text: `update process_partitions set observed_at = $4
           where workspace_id = $1 and process_id = $2 and scope = $3 and observed_at is null`,
    values: [workspaceId, processId, scope, observedAt],
  });
}

/** The list kept shrinking while it was read: said in the process, left to the drift audit. */
export async function markUnstable(tx: Sql, workspaceId: number, processId: string, scope: string): Promise<void> {
  await tx.query(
    'update process_partitions set unstable = 1 where workspace_id = $1 and process_id = $2 and scope = $3',
    [workspaceId, processId, scope],
  );
}

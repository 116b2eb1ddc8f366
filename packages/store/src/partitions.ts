import type { Sql } from './database.ts';

export interface PartitionRow {
  readonly workspaceId: number;
  readonly processId: string;
  readonly scope: string;
  readonly pagesOpen: number;
  readonly passes: number;
  readonly probeCount: number | null;
  readonly probeHead: string | null;
  readonly observedAt: Date | null;
  readonly unstable: number;
}

export const partitionColumns = `workspace_id as "workspaceId", process_id as "processId", scope, pages_open as "pagesOpen", passes,
  probe_count as "probeCount", probe_head as "probeHead", observed_at as "observedAt", unstable`;

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

/** Begins a listing pass: what the list looked like at its start. The first pass fixes the checkpoint's time. */
export async function beginPass(
  tx: Sql,
  partition: { readonly workspaceId: number; readonly processId: string; readonly scope: string },
  probe: { readonly count: number | null; readonly head: string | null; readonly observedAt: Date },
): Promise<void> {
  await tx.query(
    `update process_partitions set passes = passes + 1, probe_count = $4, probe_head = $5, observed_at = coalesce(observed_at, $6)
     where workspace_id = $1 and process_id = $2 and scope = $3`,
    [partition.workspaceId, partition.processId, partition.scope, probe.count, probe.head, probe.observedAt],
  );
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

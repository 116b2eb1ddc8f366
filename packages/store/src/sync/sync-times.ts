import type { Sql } from '../database.ts';
import { membersOfConfig } from '../queries/sync-members.ts';

/** SQL: when the connections of the config `s` were last read or written, and when a run over one last ended; $1 is the workspace. */
export const syncTimes =
  'greatest(s.last_sync_at, batch.at, written.at) as last_sync_at, greatest(s.last_batch_sync_at, batch.at) as last_batch_sync_at';

/** SQL: what `syncTimes` looks at, to be joined to `sync_configs s`. Older work than it looks back to is in the config's own columns. */
export const syncTimesSource = `cross join lateral (select max(p.finished_at) as at from processes p where p.workspace_id = s.workspace_id and p.finished_at is not null
    and p.parent_id is null and p.connection_id in (select connection_id from ${membersOfConfig('s.id')} m)) batch
  cross join lateral (select max(w.finished_at) as at from writebacks w where w.workspace_id = s.workspace_id and w.state = 'done'
    and w.finished_at > now() - interval '1 day' and (w.connection_id, w.stream) in (select connection_id, stream from ${membersOfConfig('s.id')} m)) written`;

/** Writes those times into the configs, where they stay when the rows they were read off are gone; returns how many moved. */
export async function noteSyncTimes(sql: Sql): Promise<number> {
  const { rows: workspaces } = await sql.query<{ id: number }>('select distinct workspace_id as id from sync_configs');
  let moved = 0;
  for (const { id } of workspaces) {
    const { rowCount } = await sql.query(
      `update sync_configs c set last_sync_at = t.last_sync_at, last_batch_sync_at = t.last_batch_sync_at
       from (select s.id, ${syncTimes} from sync_configs s ${syncTimesSource} where s.workspace_id = $1) t
       where c.id = t.id and (c.last_sync_at, c.last_batch_sync_at) is distinct from (t.last_sync_at, t.last_batch_sync_at)`,
      [id],
    );
    moved += rowCount ?? 0;
  }
  return moved;
}

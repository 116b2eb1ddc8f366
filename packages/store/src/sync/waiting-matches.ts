import type { Sql } from '../database.ts';
import type { RecordAddress } from '../hints.ts';
import type { MatchKey } from './match-keys.ts';

/** A record that waits for a person to say which entity it is. */
export interface WaitingRecord extends RecordAddress {
  readonly scope: string;
  readonly locator: string | null;
}

/** Records that wait and show any of the keys. */
export async function findWaiting(
  tx: Sql,
  workspaceId: number,
  keys: readonly MatchKey[],
): Promise<(WaitingRecord & MatchKey)[]> {
  if (keys.length === 0) return [];
  const { rows } = await tx.query<WaitingRecord & MatchKey>({
    name: 'waiting-matches-find',
    text: `select distinct w.workspace_id as "workspaceId", w.connection_id as "connectionId", w.stream, w.external_id as "externalId",
             w.scope, w.locator, w.kind, w.field, w.value
           from unnest($2::text[], $3::text[], $4::text[]) as i (kind, field, value)
           join waiting_matches w on w.workspace_id = $1 and w.kind = i.kind and w.field = i.field and w.value = i.value`,
    values: [workspaceId, keys.map((k) => k.kind), keys.map((k) => k.field), keys.map((k) => k.value)],
  });
  return rows;
}

/** Notes what waiting records show now. Returns the keys that are new. */
export async function saveWaiting(
  tx: Sql,
  records: readonly (WaitingRecord & { readonly keys: readonly MatchKey[] })[],
): Promise<readonly MatchKey[]> {
  const rows = records.flatMap((record) => record.keys.map((key) => ({ ...record, ...key })));
  if (rows.length === 0) return [];
  const added = await tx.query<MatchKey>({
    name: 'waiting-matches-add',
    text: `insert into waiting_matches (workspace_id, connection_id, stream, external_id, scope, locator, kind, field, value)
           select * from unnest($1::int[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
           on conflict do nothing returning kind, field, value`,
    values: [
      rows.map((r) => r.workspaceId),
      rows.map((r) => r.connectionId),
      rows.map((r) => r.stream),
      rows.map((r) => r.externalId),
      rows.map((r) => r.scope),
      rows.map((r) => r.locator),
      rows.map((r) => r.kind),
      rows.map((r) => r.field),
      rows.map((r) => r.value),
    ],
  });
  await tx.query({
    name: 'waiting-matches-drop',
    text: `delete from waiting_matches w using (select distinct * from unnest($1::int[], $2::int[], $3::text[], $4::text[]) as u (w, c, s, e)) r
           where w.workspace_id = r.w and w.connection_id = r.c and w.stream = r.s and w.external_id = r.e
             and not exists (select from unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[]) as i (c, s, e, kind, field, value)
               where i.c = w.connection_id and i.s = w.stream and i.e = w.external_id and i.kind = w.kind and i.field = w.field and i.value = w.value)`,
    values: [
      rows.map((r) => r.workspaceId),
      rows.map((r) => r.connectionId),
      rows.map((r) => r.stream),
      rows.map((r) => r.externalId),
      rows.map((r) => r.kind),
      rows.map((r) => r.field),
      rows.map((r) => r.value),
    ],
  });
  return added.rows;
}

/** These records wait no longer. */
export async function stopWaiting(
  tx: Sql,
  origin: { readonly workspaceId: number; readonly connectionId: number },
  records: readonly { readonly stream: string; readonly externalId: string }[],
): Promise<void> {
  if (records.length === 0) return;
  await tx.query({
    name: 'waiting-matches-stop',
    text: `delete from waiting_matches w using unnest($3::text[], $4::text[]) as i (stream, external_id)
           where w.workspace_id = $1 and w.connection_id = $2 and w.stream = i.stream and w.external_id = i.external_id`,
    values: [origin.workspaceId, origin.connectionId, records.map((r) => r.stream), records.map((r) => r.externalId)],
  });
}

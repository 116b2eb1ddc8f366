import { chainStart, sealRows } from '@syncline/core';
import type { Store } from '../database.ts';
import { readUnsealed } from './chain-rows.ts';

const BATCH = 1_000;

/**
 * Seals what was committed since the last time, workspace by workspace (ADR 29). Writers wait for nobody: a row gets its
 * place here, in an order that is only fixed by being sealed, so one that commits late comes later. Of several sealers
 * one works at a time. Returns how many rows were sealed.
 */
export async function sealAudit(store: Store): Promise<number> {
  const { rows } = await store.query<{ workspaceId: number }>(
    `select id as "workspaceId" from workspaces w where exists (select from audit_log a where a.workspace_id = w.id and a.seq is null)`,
  );
  let sealed = 0;
  for (const { workspaceId } of rows) {
    for (let got = BATCH; got === BATCH; sealed += got) got = await sealBatch(store, workspaceId);
  }
  return sealed;
}

function sealBatch(store: Store, workspaceId: number): Promise<number> {
  return store.transaction(async (tx) => {
    await tx.query(
      `insert into audit_chains (workspace_id, hash, pruned_hash) values ($1, decode($2, 'hex'), decode($2, 'hex')) on conflict do nothing`,
      [workspaceId, chainStart.hash],
    );
    const chain = await tx.query<{ seq: number; hash: string }>(
      `select seq, encode(hash, 'hex') as hash from audit_chains where workspace_id = $1 for update skip locked`,
      [workspaceId],
    );
    const end = chain.rows[0];
    if (!end) return 0;
    const rows = await readUnsealed(tx, workspaceId, BATCH);
    if (rows.length === 0) return 0;
    const places = sealRows(end, rows);
    const head = places.at(-1)!;
    await tx.query({
      name: 'audit-seal',
      text: `update audit_log a set seq = s.seq, hash = decode(s.hash, 'hex')
             from unnest($1::bigint[], $2::bigint[], $3::text[]) as s (id, seq, hash) where a.id = s.id`,
      values: [rows.map(({ id }) => id), places.map(({ seq }) => seq), places.map(({ hash }) => hash)],
    });
    await tx.query(
      `update audit_chains set seq = $2, hash = decode($3, 'hex'), sealed_at = now() where workspace_id = $1`,
      [workspaceId, head.seq, head.hash],
    );
    return rows.length;
  });
}

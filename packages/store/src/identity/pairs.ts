import type { Json } from '@syncline/core';
import type { Sql } from '../database.ts';
import { announcePairs, toldOf } from './announce-pairs.ts';

/** Entities of which it is to be looked who else they are, in the order of their ids. */
export async function dueRecords(sql: Sql, workspaceId: number, limit: number): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>({
    name: 'identity-due',
    text: `select entity_id as id from identity_records where workspace_id = $1 and scored_pass < changed_pass order by entity_id limit $2`,
    values: [workspaceId, limit],
  });
  return rows.map(({ id }) => id);
}

export async function noteScored(tx: Sql, workspaceId: number, pass: number, ids: readonly string[]): Promise<void> {
  await tx.query({
    name: 'identity-scored',
    text: `update identity_records r set scored_pass = $2 from unnest($3::uuid[]) as i (id)
           where r.workspace_id = $1 and r.entity_id = i.id`,
    values: [workspaceId, pass, ids],
  });
}

export interface CandidatePair {
  readonly aId: string;
  readonly bId: string;
}

/**
 * Pairs of these with anybody that share a key few enough hold, each once and the lower id first. What the other one was
 * compared with since this one changed is left out.
 */
export async function findCandidates(sql: Sql, workspaceId: number, ids: readonly string[]): Promise<CandidatePair[]> {
  const { rows } = await sql.query<CandidatePair>({
    name: 'identity-candidates',
    text: `with mine as materialized (
             select r.entity_id, r.kind, r.changed_pass, k.key, k.most from unnest($2::uuid[]) as i (id)
             cross join lateral (select * from identity_records r where r.workspace_id = $1 and r.entity_id = i.id offset 0) r
             cross join lateral (select n.key, k.most from unnest(r.keys) as n (key)
               cross join lateral (select most from identity_keys k where k.workspace_id = $1 and k.key = n.key and k.entity_id = r.entity_id offset 0) k) k
           ), followed as materialized (
             select key, holders from (select distinct on (key) key, most from mine order by key) m
             cross join lateral (select array_agg(entity_id) as holders from
               (select entity_id from identity_keys k where k.workspace_id = $1 and k.key = m.key limit m.most + 1) k) h
             where cardinality(holders) between 2 and m.most
           ), pairs as materialized (
             select distinct m.entity_id as mine, m.changed_pass, h.other from mine m join followed f using (key)
             cross join lateral unnest(f.holders) as h (other) where h.other <> m.entity_id
           )
           select distinct least(p.mine, p.other) as "aId", greatest(p.mine, p.other) as "bId" from pairs p
           cross join lateral (select scored_pass from identity_records o where o.workspace_id = $1 and o.entity_id = p.other offset 0) o
           where o.scored_pass < p.changed_pass`,
    values: [workspaceId, ids],
  });
  return rows;
}

export interface ComparedRecord {
  readonly entityId: string;
  readonly kind: string;
  readonly traits: Readonly<Record<string, Json>>;
}

export async function readCompared(sql: Sql, workspaceId: number, ids: readonly string[]): Promise<ComparedRecord[]> {
  const { rows } = await sql.query<ComparedRecord>({
    name: 'identity-compared',
    text: `select r.entity_id as "entityId", r.kind, r.traits from unnest($2::uuid[]) as i (id)
           cross join lateral (select * from identity_records r where r.workspace_id = $1 and r.entity_id = i.id offset 0) r`,
    values: [workspaceId, ids],
  });
  return rows;
}

/** How many hold each of these, by value; of the empty one, how many there are. */
export async function countHolders(
  sql: Sql,
  workspaceId: number,
  kind: string,
  values: readonly string[],
): Promise<Map<string, number>> {
  if (values.length === 0) return new Map();
  const { rows } = await sql.query<{ value: string; holders: number }>({
    name: 'identity-holders',
    text: `select c.value, c.holders from unnest($3::text[]) as i (value)
           cross join lateral (select value, holders from identity_counts c where c.workspace_id = $1 and c.kind = $2 and c.value = i.value offset 0) c`,
    values: [workspaceId, kind, values],
  });
  return new Map(rows.map(({ value, holders }) => [value, holders]));
}

export interface FoundDuplicate extends CandidatePair {
  readonly kind: string;
  readonly probability: number;
  readonly verdict: 'link' | 'propose';
  readonly evidence: readonly Readonly<Record<string, Json>>[];
  readonly heldBack: readonly string[];
  readonly fingerprint: string;
}

/**
 * Keeps what was found about pairs. One that somebody dismissed stays so until the evidence says something else. Pairs that
 * a person said are two (`refused_matches`) are left out. Those that were not open before are told of. Returns how many are
 * new.
 */
export async function saveDuplicates(tx: Sql, workspaceId: number, found: readonly FoundDuplicate[]): Promise<number> {
  if (found.length === 0) return 0;
  const { rows } = await tx.query<{ isNew: boolean }>({
    name: 'duplicates-save',
    text: `with standing as materialized (
             select d.id from unnest($3::uuid[], $4::uuid[]) as i (a_id, b_id)
             join duplicates d on d.workspace_id = $1 and d.a_id = i.a_id and d.b_id = i.b_id and d.state = 'open'
           ), put as (
             insert into duplicates as d (workspace_id, kind, a_id, b_id, probability, verdict, evidence, held_back, fingerprint)
             select $1, kind, a_id, b_id, probability, verdict, evidence::jsonb, array(select jsonb_array_elements_text(held_back::jsonb)), fingerprint
             from unnest($2::text[], $3::uuid[], $4::uuid[], $5::real[], $6::text[], $7::text[], $8::text[], $9::text[])
               as i (kind, a_id, b_id, probability, verdict, evidence, held_back, fingerprint)
             where not exists (select from mappings m join refused_matches r on r.workspace_id = $1 and r.connection_id = m.connection_id
                 and r.stream = m.stream and r.external_id = m.external_id
               join mappings o on o.workspace_id = $1 and o.connection_id = r.other_connection_id and o.stream = r.other_stream
                 and o.external_id = r.other_external_id and o.entity_id = i.b_id
               where m.workspace_id = $1 and m.entity_id = i.a_id)
             order by a_id, b_id
             on conflict (workspace_id, a_id, b_id) do update set probability = excluded.probability, verdict = excluded.verdict,
               evidence = excluded.evidence, held_back = excluded.held_back, fingerprint = excluded.fingerprint, state = 'open',
               refused = null, decided_by = null, decided_at = null, why = null, updated_at = now()
               where d.state <> 'merged' and (d.state <> 'dismissed' or d.fingerprint <> excluded.fingerprint)
             returning d.*, xmax = 0 as is_new
           ), opened as (select * from put where id not in (select id from standing)), ${toldOf('opened')}
           select is_new as "isNew" from put`,
    values: [
      workspaceId,
      found.map((each) => each.kind),
      found.map((each) => each.aId),
      found.map((each) => each.bId),
      found.map((each) => each.probability),
      found.map((each) => each.verdict),
      found.map((each) => JSON.stringify(each.evidence)),
      found.map((each) => JSON.stringify(each.heldBack)),
      found.map((each) => each.fingerprint),
    ],
  });
  return rows.filter(({ isNew }) => isNew).length;
}

/** Open pairs of these entities for which nothing speaks any longer are closed: `standing` are those that were found just now. */
export async function closeDuplicates(
  tx: Sql,
  workspaceId: number,
  ids: readonly string[],
  standing: readonly CandidatePair[],
): Promise<void> {
  await tx.query({
    name: 'duplicates-close',
    text: announcePairs(`update duplicates d set state = 'gone', updated_at = now() from unnest($2::uuid[]) as i (id)
           where d.workspace_id = $1 and d.state = 'open' and (d.a_id = i.id or d.b_id = i.id)
             and not exists (select from unnest($3::uuid[], $4::uuid[]) as s (a_id, b_id) where s.a_id = d.a_id and s.b_id = d.b_id)
             -- Whom the other one was compared with since it changed was not looked at.
             and not exists (select from identity_records r join identity_records o on o.workspace_id = $1
               and o.entity_id = case when d.a_id = i.id then d.b_id else d.a_id end and o.scored_pass >= r.changed_pass
               where r.workspace_id = $1 and r.entity_id = i.id)`),
    values: [workspaceId, ids, standing.map(({ aId }) => aId), standing.map(({ bId }) => bId)],
  });
}

/** Open pairs of entities that are no more. */
export async function closeDuplicatesOf(tx: Sql, workspaceId: number, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.query({
    name: 'duplicates-close-of',
    text: announcePairs(`update duplicates d set state = 'gone', updated_at = now() from unnest($2::uuid[]) as i (id)
           where d.workspace_id = $1 and d.state = 'open' and (d.a_id = i.id or d.b_id = i.id)`),
    values: [workspaceId, ids],
  });
}

import type { FieldDecision, FieldOrigin, Json, Shadow, TextLoss } from '@syncline/core';
import { emptyShadow } from '@syncline/core';
import type { Sql } from '../database.ts';
import type { MappingShadow } from '../schema/index.ts';

/** One entity with all its mappings, as they stand in the database under a lock: what two-way work is done on. */
export interface EntityState {
  readonly workspaceId: number;
  readonly id: string;
  readonly kind: string;
  version: number;
  fields: Record<string, Json>;
  origins: Record<string, FieldOrigin>;
  deletedAt: Date | null;
  /** Of a tombstone: what it has become part of. */
  mergedInto?: string | null;
  mappings: MappingState[];
  /** Records that rest: they are read, and another record of their stream is the entity's. */
  duplicates?: MappingState[];
  readonly isNew: boolean;
  /** A step a change of the entity: each raised the version by one. */
  readonly steps: EntityStep[];
}

export interface MappingState {
  readonly connectionId: number;
  readonly stream: string;
  readonly externalId: string;
  scope: string;
  locator: string | null;
  url: string | null;
  shadow: Shadow;
  /** By field of the remote, what its form of the text can't carry; fields without a loss are left out. */
  losses: Readonly<Record<string, readonly TextLoss[]>>;
  seenHash: string;
  edgesHash: string;
  remoteUpdatedAt: Date | string | null;
  remoteVersion: string | null;
  acceptedSeq: number;
  acceptedPageId: number | null;
  state: 'linked' | 'gone' | 'duplicate';
  ownKey: string | null;
  home: boolean;
  method: 'webhook' | 'poll' | 'batch' | 'manual' | null;
  readonly isNew: boolean;
  dirty: boolean;
}

/** A line of the entity's history (rule 3.13). */
export interface EntityStep {
  readonly version: number;
  readonly replaced: Readonly<Record<string, Json>>;
  readonly decision: string;
  readonly decisions: readonly FieldDecision[];
  readonly event: 'entity.created' | 'entity.updated' | 'entity.deleted';
  readonly actor: string | null;
  readonly connectionId: number | null;
  readonly stream: string | null;
  readonly pageId: number | null;
  readonly processId: string | null;
  readonly remoteUpdatedAt: Date | string | null;
}

interface EntityRow {
  readonly workspaceId: number;
  readonly id: string;
  readonly kind: string;
  readonly version: number;
  readonly fields: Record<string, Json>;
  readonly origins: Record<string, FieldOrigin> | null;
  readonly deletedAt: Date | null;
  readonly mergedInto: string | null;
}

interface MappingRow extends Omit<MappingState, 'shadow' | 'losses' | 'isNew' | 'dirty'> {
  readonly entityId: string;
  readonly seen: Record<string, Json>;
  readonly base: Record<string, Json> | null;
  readonly shadow: Partial<MappingShadow> | null;
}

/** Locks the entities, in the order of their ids, and reads them with their mappings. */
export async function loadEntityStates(
  tx: Sql,
  workspaceId: number,
  entityIds: readonly string[],
): Promise<Map<string, EntityState>> {
  const states = new Map<string, EntityState>();
  if (entityIds.length === 0) return states;
  const { rows: entities } = await tx.query<EntityRow>({
    name: 'states-entities',
    text: `select workspace_id as "workspaceId", id, kind, version, fields, origins, deleted_at as "deletedAt", merged_into as "mergedInto" from entities
           where workspace_id = $1 and id = any($2::uuid[]) order by id for update`,
    values: [workspaceId, [...new Set(entityIds)]],
  });
  for (const row of entities)
    states.set(row.id, { ...row, origins: row.origins ?? {}, mappings: [], isNew: false, steps: [] });
  const { rows: mappings } = await tx.query<MappingRow>({
    name: 'states-mappings',
    text: `select m.entity_id as "entityId", m.connection_id as "connectionId", m.stream, m.external_id as "externalId", m.scope, m.locator, m.url,
             m.seen, m.base, m.shadow, m.seen_hash as "seenHash", m.edges_hash as "edgesHash", m.remote_updated_at as "remoteUpdatedAt",
             m.remote_version as "remoteVersion", m.accepted_seq as "acceptedSeq", m.accepted_page_id as "acceptedPageId", m.state, m.own_key as "ownKey",
             m.home, m.method
           from unnest($2::uuid[]) as i (id)
           cross join lateral (select * from mappings m where m.workspace_id = $1 and m.entity_id = i.id offset 0 for update) m
           order by m.connection_id, m.stream, m.external_id`,
    values: [workspaceId, [...states.keys()]],
  });
  for (const { entityId, seen, base, shadow, ...row } of mappings) {
    const { losses = {}, ...kept } = shadow ?? {};
    const state = states.get(entityId)!;
    (row.state === 'duplicate' ? (state.duplicates ??= []) : state.mappings).push({
      ...row,
      shadow: { ...emptyShadow, seen, base: base ?? {}, ...kept },
      losses,
      isNew: false,
      dirty: false,
    });
  }
  return states;
}

/** Writes what changed of the states: entities, mappings, history and events, a statement each for all of them. */
export async function saveEntityStates(tx: Sql, workspaceId: number, states: readonly EntityState[]): Promise<void> {
  const changed = states.filter((state) => state.isNew || state.steps.length > 0);
  await saveEntities(tx, workspaceId, changed);
  const mappings = states.flatMap((state) =>
    [...state.mappings, ...(state.duplicates ?? [])]
      .filter((mapping) => mapping.isNew || mapping.dirty)
      .map((mapping) => ({ state, mapping })),
  );
  await saveMappings(tx, workspaceId, mappings);
  await announceLinks(tx, workspaceId, states);
  await saveSteps(
    tx,
    workspaceId,
    changed.flatMap((state) => state.steps.map((step) => ({ state, step }))),
  );
}

async function saveEntities(tx: Sql, workspaceId: number, states: readonly EntityState[]): Promise<void> {
  if (states.length === 0) return;
  await tx.query({
    name: 'states-save-entities',
    text: `insert into entities as e (workspace_id, id, kind, version, fields, origins, deleted_at, origin_page_id, merged_into)
           select $1, * from unnest($2::uuid[], $3::text[], $4::int[], $5::jsonb[], $6::jsonb[], $7::timestamptz[], $8::bigint[], $9::uuid[])
           on conflict (workspace_id, id) do update set version = excluded.version, fields = excluded.fields, origins = excluded.origins,
             deleted_at = excluded.deleted_at, merged_into = excluded.merged_into, updated_at = now()`,
    values: [
      workspaceId,
      states.map((s) => s.id),
      states.map((s) => s.kind),
      states.map((s) => s.version),
      states.map((s) => JSON.stringify(s.fields)),
      states.map((s) => jsonOrNull(s.origins)),
      states.map((s) => s.deletedAt),
      states.map((s) => s.steps[0]?.pageId ?? null),
      states.map((s) => s.mergedInto ?? null),
    ],
  });
}

async function saveMappings(
  tx: Sql,
  workspaceId: number,
  entries: readonly { readonly state: EntityState; readonly mapping: MappingState }[],
): Promise<void> {
  if (entries.length === 0) return;
  const of = <Value>(value: (mapping: MappingState) => Value): Value[] => entries.map(({ mapping }) => value(mapping));
  await tx.query({
    name: 'states-save-mappings',
    text: `insert into mappings as m (workspace_id, entity_id, connection_id, stream, external_id, scope, locator, url, seen, base, shadow, seen_hash,
             edges_hash, remote_updated_at, remote_version, accepted_seq, accepted_page_id, state, own_key, home, method)
           select $1, * from unnest($2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::jsonb[], $10::jsonb[],
             $11::jsonb[], $12::text[], $13::text[], $14::timestamptz[], $15::text[], $16::bigint[], $17::bigint[], $18::text[], $19::text[],
             $20::boolean[], $21::text[])
           on conflict (workspace_id, connection_id, stream, external_id) do update set entity_id = excluded.entity_id, scope = excluded.scope,
             locator = excluded.locator, url = excluded.url, seen = excluded.seen, base = excluded.base, shadow = excluded.shadow,
             seen_hash = excluded.seen_hash, edges_hash = excluded.edges_hash, remote_updated_at = excluded.remote_updated_at,
             remote_version = excluded.remote_version, accepted_seq = excluded.accepted_seq, accepted_page_id = excluded.accepted_page_id,
             state = excluded.state, own_key = excluded.own_key, home = excluded.home, method = excluded.method, updated_at = now()`,
    values: [
      workspaceId,
      entries.map(({ state }) => state.id),
      of((m) => m.connectionId),
      of((m) => m.stream),
      of((m) => m.externalId),
      of((m) => m.scope),
      of((m) => m.locator),
      of((m) => m.url),
      of((m) => JSON.stringify(m.shadow.seen)),
      of((m) => jsonOrNull(m.shadow.base)),
      of((m) => storedShadow(m.shadow, m.losses)),
      of((m) => m.seenHash),
      of((m) => m.edgesHash),
      of((m) => m.remoteUpdatedAt),
      of((m) => m.remoteVersion),
      of((m) => m.acceptedSeq),
      of((m) => m.acceptedPageId),
      of((m) => m.state),
      of((m) => m.ownKey),
      of((m) => m.home),
      of((m) => m.method),
    ],
  });
}

/** A record more at an entity that stays as it is: no step says so. */
async function announceLinks(tx: Sql, workspaceId: number, states: readonly EntityState[]): Promise<void> {
  const linked = states.filter((state) => state.steps.length === 0 && state.mappings.some((mapping) => mapping.isNew));
  if (linked.length === 0) return;
  await tx.query({
    name: 'states-announce-links',
    text: `insert into events (workspace_id, type, entity_id, entity_version)
           select $1, 'entity.linked', * from unnest($2::uuid[], $3::int[])`,
    values: [workspaceId, linked.map((state) => state.id), linked.map((state) => state.version)],
  });
}

function jsonOrNull(value: object): string | null {
  return Object.keys(value).length === 0 ? null : JSON.stringify(value);
}

/** Null where there is nothing beside seen and base; parts that are empty are left out. */
function storedShadow({ sent, held, reversals, approved }: Shadow, losses: MappingState['losses']): string | null {
  const parts = Object.entries({ sent, held, reversals, approved, losses }).filter(
    ([, part]) => Object.keys(part).length > 0,
  );
  return parts.length === 0 ? null : JSON.stringify(Object.fromEntries(parts));
}

async function saveSteps(
  tx: Sql,
  workspaceId: number,
  entries: readonly { readonly state: EntityState; readonly step: EntityStep }[],
): Promise<void> {
  if (entries.length === 0) return;
  const of = <Value>(value: (step: EntityStep) => Value): Value[] => entries.map(({ step }) => value(step));
  await tx.query({
    name: 'states-save-steps',
    text: `with input as materialized (
             select * from unnest($2::uuid[], $3::int[], $4::jsonb[], $5::text[], $6::jsonb[], $7::text[], $8::text[], $9::int[], $10::text[],
               $11::bigint[], $12::uuid[], $13::timestamptz[])
               as i (entity_id, version, replaced, decision, decisions, event, actor, connection_id, stream, page_id, process_id, remote_updated_at)
           ), history as (
             insert into entity_versions (workspace_id, entity_id, version, replaced, decision, decisions, actor, connection_id, stream, page_id,
               process_id, remote_updated_at)
             select $1, entity_id, version, replaced, decision, decisions, actor, connection_id, stream, page_id, process_id, remote_updated_at
             from input where event <> 'entity.created'
           )
           insert into events (workspace_id, type, entity_id, entity_version, process_id, connection_id)
           select $1, event, entity_id, version, process_id, connection_id from input`,
    values: [
      workspaceId,
      entries.map(({ state }) => state.id),
      of((s) => s.version),
      of((s) => JSON.stringify(s.replaced)),
      of((s) => s.decision),
      of((s) => JSON.stringify(s.decisions)),
      of((s) => s.event),
      of((s) => s.actor),
      of((s) => s.connectionId),
      of((s) => s.stream),
      of((s) => s.pageId),
      of((s) => s.processId),
      of((s) => s.remoteUpdatedAt),
    ],
  });
}

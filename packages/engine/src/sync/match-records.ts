import { decideMatch, type MatchDecision, type MatchValue, rivalKey } from '@syncline/core';
import {
  findByMatchKeys,
  findWaiting,
  loadEntityStates,
  lockMatchKeys,
  type PairSide,
  refusedOf,
  type Sql,
} from '@syncline/store';
import type { EntityState } from './entity-steps.ts';
import type { UnknownRecord } from './link-records.ts';
import { matchKeyOf, matchValuesOfEntity, matchValuesOfRecord } from './match-values.ts';
import type { MergeWork } from './merge-work.ts';

/** A value that more entities than this hold says nothing any more: a placeholder, the number of a call centre. */
const MOST_HOLDERS = 20;
/** Names repeat, and are told apart by who has no record of the list yet. */
const MOST_NAMESAKES = 500;

/** Tells of records without a mapping who they are by what they show; a match sees those that were decided before it. */
export interface RecordMatcher {
  valuesOf(entry: UnknownRecord): readonly MatchValue[];
  decide(entry: UnknownRecord): MatchDecision;
  /** The entity can be found by what it shows now. */
  noteEntity(state: EntityState): void;
}

/**
 * Gathers what the matches of these records rest on: entities that share a value, pairs that were refused, and what
 * other records of the same list show. Linking by the same value waits for one another (rule 3.8).
 */
export async function matchRecords(
  tx: Sql,
  work: MergeWork,
  unknown: readonly UnknownRecord[],
): Promise<RecordMatcher> {
  const origin = { workspaceId: work.plan.workspaceId, connectionId: work.source.connectionId! };
  const shown = new Map(
    unknown.map((entry) => [entry, matchValuesOfRecord(work, entry.member, entry.record, entry.fields)]),
  );
  const keys = [...shown].flatMap(([{ member }, values]) =>
    values.map((value) => ({
      ...matchKeyOf(member.kind, value),
      limit: value.as === 'text' ? MOST_NAMESAKES : MOST_HOLDERS,
    })),
  );
  await lockMatchKeys(tx, origin.workspaceId, keys);
  const found = await findByMatchKeys(tx, origin.workspaceId, keys);
  const holders = Map.groupBy(found, (match) => placeOfKey(match.kind, match.field, match.value));
  const isCommonplace = (kind: string, { key, value, as }: MatchValue): boolean =>
    (holders.get(placeOfKey(kind, key, value))?.length ?? 0) > (as === 'text' ? MOST_NAMESAKES : MOST_HOLDERS);
  const telling = new Map(
    [...shown].map(([entry, values]) => [entry, values.filter((value) => !isCommonplace(entry.member.kind, value))]),
  );
  const records = unknown.map(({ record }) => record);
  const waiting = await findWaiting(tx, origin.workspaceId, keys);
  const refused = await refusedOf(tx, origin, records);
  await loadStates(tx, work, holders, telling);
  const valuesOfState = new Map<EntityState, readonly MatchValue[]>();
  const byKey = new Map<string, Set<EntityState>>();
  const noteEntity = (state: EntityState): void => {
    const values = matchValuesOfEntity(work, state);
    valuesOfState.set(state, values);
    for (const { key, value } of values) {
      const place = placeOfKey(state.kind, key, value);
      byKey.set(place, (byKey.get(place) ?? new Set()).add(state));
    }
  };
  for (const state of work.states.values()) if (state.deletedAt === null) noteEntity(state);
  const inPage = Map.groupBy(
    [...telling].flatMap(([entry, values]) =>
      [...new Set(values.map(rivalKey))].map((value) => ({ entry, place: `${entry.member.key} ${value}` })),
    ),
    ({ place }) => place,
  );

  return {
    valuesOf: (entry) => shown.get(entry) ?? [],
    noteEntity,
    decide(entry) {
      const values = telling.get(entry) ?? [];
      const { member, record } = entry;
      const sharing = values.flatMap(({ key, value }) => [...(byKey.get(placeOfKey(member.kind, key, value)) ?? [])]);
      const candidates = [...new Set(sharing)].filter((state) => state.kind === member.kind);
      const pairs = refused.get(`${record.stream}/${record.externalId}`) ?? [];
      return decideMatch({
        values,
        candidates: candidates.map((state) => ({
          id: state.id,
          place: placeOf(state, entry),
          values: valuesOfState.get(state) ?? [],
        })),
        rivals: rivalsOf(entry),
        refused: new Set(candidates.filter((state) => isRefused(state, pairs)).map(({ id }) => id)),
      });
    },
  };

  /** What other records of its list show that are no entities yet: those of this page, and those that wait. */
  function rivalsOf(entry: UnknownRecord): ReadonlySet<string> {
    const { member, record } = entry;
    const beside = (telling.get(entry) ?? [])
      .map(rivalKey)
      .filter((value) => (inPage.get(`${member.key} ${value}`)?.length ?? 0) > 1);
    const waits = waiting
      .filter(
        (other) =>
          other.connectionId === member.connectionId &&
          other.stream === record.stream &&
          other.externalId !== record.externalId &&
          other.kind === member.kind,
      )
      .map(({ field, value }) => rivalKey({ key: field, value }));
    return new Set([...beside, ...waits]);
  }
}

async function loadStates(
  tx: Sql,
  work: MergeWork,
  holders: ReadonlyMap<string, readonly { readonly entityId: string }[]>,
  telling: ReadonlyMap<UnknownRecord, readonly MatchValue[]>,
): Promise<void> {
  const wanted = [...telling].flatMap(([{ member }, values]) =>
    values.flatMap(({ key, value }) => holders.get(placeOfKey(member.kind, key, value)) ?? []),
  );
  const missing = new Set(wanted.map(({ entityId }) => entityId).filter((id) => !work.states.has(id)));
  for (const [id, state] of await loadEntityStates(tx, work.plan.workspaceId, [...missing])) work.states.set(id, state);
}

function placeOfKey(kind: string, key: string, value: string): string {
  return `${kind} ${key} ${value}`;
}

/** Where the entity stands to the record's list. */
export function placeOf(state: EntityState, { member, record }: UnknownRecord): 'free' | 'taken' | 'own' {
  const linked = state.mappings.filter((mapping) => mapping.state === 'linked');
  const own = linked.filter(
    (mapping) => mapping.connectionId === member.connectionId && mapping.stream === record.stream,
  );
  if (own.length === 0) return 'free';
  return linked.length > own.length ? 'taken' : 'own';
}

function isRefused(state: EntityState, pairs: readonly PairSide[]): boolean {
  return sidesOf(state).some((side) =>
    pairs.some(
      (pair) =>
        pair.connectionId === side.connectionId && pair.stream === side.stream && pair.externalId === side.externalId,
    ),
  );
}

/** What a refusal is about: the entity's records, or itself where it has none. */
export function sidesOf({ id, mappings }: Pick<EntityState, 'id' | 'mappings'>): readonly PairSide[] {
  return mappings.length > 0 ? mappings : [{ connectionId: 0, stream: 'hub', externalId: id }];
}

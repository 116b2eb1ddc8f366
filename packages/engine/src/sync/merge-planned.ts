import { isEmpty, type Json } from '@syncline/core';
import type { EnqueueRequest } from '@syncline/queue';
import {
  type EntityEdges,
  findMappings,
  findTombstones,
  type MappingState,
  openItems,
  type PreparedRecord,
  replaceEdges,
  resolveWaitingEdges,
  type Sql,
  shownUnchangedSince,
  writeAudit,
} from '@syncline/store';
import { showFiles } from '../files/show-files.ts';
import type { MergeSource } from '../merge/merge-records.ts';
import { findChangedEdges } from '../merge/shown-edges.ts';
import { finishWork } from './finish-work.ts';
import { cloneItem, proposalItem, requiredItem } from './link-items.ts';
import { linkRecords, type UnknownRecord } from './link-records.ts';
import { loadReferences } from './linked-references.ts';
import { mergeLinked, noteResting } from './merge-linked.ts';
import type { WorkSource } from './merge-work.ts';
import { openWork } from './open-work.ts';
import { faultMessage, faultOfRecord } from './required-fields.ts';
import { type PlanMember, type SyncPlan, takesRecord, takesScope } from './sync-plan.ts';

export type PlannedChange = 'created' | 'updated' | 'unchanged' | 'stale' | 'buried' | 'conflicted' | 'failed';

export interface PlannedMerge {
  readonly changes: ReadonlyMap<PreparedRecord, PlannedChange>;
  readonly jobs: readonly EnqueueRequest[];
}

/** The member that a record belongs to, when its scope takes part. */
export function memberOf(plan: SyncPlan, connectionId: number, record: PreparedRecord): PlanMember | undefined {
  const member = plan.memberOf(connectionId, record.stream);
  return member && takesScope(member, record.scope) ? member : undefined;
}

/**
 * Merges records of streams that sync configs speak of, inside the caller's transaction: links them, merges them
 * field by field with what their entities hold, and asks for the writes that follow. The records are locked.
 */
export async function mergePlanned(
  tx: Sql,
  plan: SyncPlan,
  source: MergeSource,
  by: WorkSource,
  now: Date,
  records: readonly PreparedRecord[],
): Promise<PlannedMerge> {
  const changes = new Map<PreparedRecord, PlannedChange>();
  const believed = await sortOut(tx, source, records, changes);
  const entries: UnknownRecord[] = [];
  for (const record of believed) {
    const member = memberOf(plan, source.connectionId, record)!;
    const shown = JSON.parse(record.fields) as Record<string, Json>;
    if (takesRecord(member, shown)) entries.push({ member, record, fields: withoutPaused(member, shown) });
    else changes.set(record, 'unchanged');
  }
  const mappings = await findMappings(
    tx,
    source,
    entries.map(({ record }) => record),
  );
  const mapped = mappings.map(({ index, entityId }) => ({ entry: entries[index]!, entityId }));
  const refused = await refuseFaulty(tx, source, entries, new Set(mapped.map(({ entry }) => entry)), changes);
  const usable = entries.filter((entry) => !refused.has(entry));
  const found = mapped.filter(({ entry }) => !refused.has(entry));
  const work = await openWork(
    tx,
    plan,
    by,
    now,
    found.map(({ entityId }) => entityId),
  );
  work.references = await loadReferences(tx, plan, [...work.states.values()], usable);
  const edges = new Map<PreparedRecord, string>();
  const newerRead = await shownUnchangedSince(
    tx,
    source.workspaceId,
    source.connectionId,
    source.readStartedSeq,
    usable.map(({ record }) => `${record.stream}/${record.externalId}`),
  );
  const linked = found.map(({ entry, entityId }) => {
    const { record } = entry;
    const state = work.states.get(entityId);
    const mapping = [...(state?.mappings ?? []), ...(state?.duplicates ?? [])].find(
      (candidate) =>
        candidate.connectionId === source.connectionId &&
        candidate.stream === record.stream &&
        candidate.externalId === record.externalId,
    );
    return { entry, record, entityId, state, mapping };
  });
  const otherEdges = await findChangedEdges(
    tx,
    source,
    linked.map(({ record, entityId, mapping }) => ({ record, entityId, edgesHash: mapping?.edgesHash ?? '' })),
  );
  const known = new Set<UnknownRecord>();
  for (const { entry, record, entityId, state, mapping } of linked) {
    known.add(entry);
    // Rule 2.7: only a read that started after the accepted one had ended is newer.
    const overtaken =
      !mapping || mapping.acceptedSeq > source.readStartedSeq || newerRead.has(`${record.stream}/${record.externalId}`);
    if (overtaken) {
      changes.set(record, 'stale');
      continue;
    }
    if (mapping.state === 'duplicate') {
      noteResting(work, {
        ...entry,
        state: state!,
        mapping,
        edgesChanged: false,
        readEndedSeq: source.readEndedSeq,
        attempts: [],
      });
      changes.set(record, 'unchanged');
      continue;
    }
    const edgesChanged = otherEdges.has(record);
    if (edgesChanged) edges.set(record, entityId);
    if (takeReturned(entry, mapping)) work.touched.add(state!);
    const conflictsBefore = work.conflicts.length;
    const changed = mergeLinked(work, {
      ...entry,
      state: state!,
      mapping,
      edgesChanged,
      readEndedSeq: source.readEndedSeq,
      attempts: work.attempts.filter((attempt) => attempt.entityId === entityId),
    });
    changes.set(record, work.conflicts.length > conflictsBefore ? 'conflicted' : changed ? 'updated' : 'unchanged');
  }
  const unknown = usable.filter((entry) => !known.has(entry));
  const joined: { readonly entry: UnknownRecord; readonly entityId: string }[] = [];
  for (const { unknown: entry, link, isClone } of await linkRecords(tx, work, source.readEndedSeq, unknown)) {
    if (isClone) await openItems(tx, [cloneItem(source, entry)]);
    if (link.outcome === 'proposal') {
      changes.set(entry.record, 'conflicted');
      await openItems(tx, [proposalItem(source, entry, link.candidates, work.states)]);
      continue;
    }
    changes.set(entry.record, link.outcome === 'created' ? 'created' : 'updated');
    edges.set(entry.record, link.state.id);
    joined.push({ entry, entityId: link.state.id });
  }
  const jobs = await finishWork(tx, work);
  await writeEdges(tx, source, edges);
  const merged = [...linked.map(({ entry, entityId }) => ({ entry, entityId })), ...joined].flatMap(
    ({ entry: { member, record, fields }, entityId }) =>
      changes.get(record) === 'unchanged' || changes.get(record) === 'stale'
        ? []
        : [{ member, entityId, fields, isPlaced: edges.has(record) }],
  );
  return { changes, jobs: [...jobs, ...(await showFiles(tx, plan, by, now, merged))] };
}

/** What a paused field shows is nobody's word: its shadow stays as it was (schema drift). */
function withoutPaused(member: PlanMember, shown: Record<string, Json>): Record<string, Json> {
  if (member.paused.size === 0) return shown;
  return Object.fromEntries(Object.entries(shown).filter(([field]) => !member.paused.has(field)));
}

/**
 * A field that was gone and is there again comes back empty where it was made anew: nobody emptied it, so that what the
 * hub holds is still to be written. True when there was such a field.
 */
function takeReturned({ member, fields }: UnknownRecord, mapping: MappingState): boolean {
  const emptied = [...member.returned].filter(
    ([field, seq]) =>
      mapping.acceptedSeq < seq &&
      fields[field] !== undefined &&
      isEmpty(fields[field]) &&
      !isEmpty(mapping.shadow.seen[field]),
  );
  for (const [field] of emptied) {
    const empty = { [field]: fields[field]! };
    const { [field]: _, ...sent } = mapping.shadow.sent;
    const { seen, base } = mapping.shadow;
    mapping.shadow = { ...mapping.shadow, seen: { ...seen, ...empty }, base: { ...base, ...empty }, sent };
    mapping.dirty = true;
  }
  return emptied.length > 0;
}

/** Leaves out what the vendor has declared deleted. */
async function sortOut(
  tx: Sql,
  source: MergeSource,
  records: readonly PreparedRecord[],
  changes: Map<PreparedRecord, PlannedChange>,
): Promise<PreparedRecord[]> {
  const deleted = await findTombstones(tx, source, source.readStartedSeq, records);
  return records.filter((record) => {
    if (!deleted.has(`${record.stream}/${record.externalId}`)) return true;
    changes.set(record, 'buried');
    return false;
  });
}

/**
 * Records that lack what is required of them leave the domain unchanged (SEMANTICS 6, `mapping`): an item, and a line of
 * the audit. Returns them.
 */
async function refuseFaulty(
  tx: Sql,
  source: MergeSource,
  entries: readonly UnknownRecord[],
  linked: ReadonlySet<UnknownRecord>,
  changes: Map<PreparedRecord, PlannedChange>,
): Promise<ReadonlySet<UnknownRecord>> {
  const faulty = entries.flatMap((entry) => {
    const fault = entry.record.partial ? null : faultOfRecord(entry.member, entry.fields, linked.has(entry));
    return fault ? [{ entry, fault, item: requiredItem(source, entry, fault) }] : [];
  });
  for (const { entry } of faulty) changes.set(entry.record, 'failed');
  const opened = await openItems(
    tx,
    faulty.map(({ item }) => item),
  );
  await writeAudit(
    tx,
    faulty
      .filter(({ item }) => opened.has(item.key))
      .map(({ entry: { member, record }, fault }) => ({
        workspaceId: source.workspaceId,
        actor: member.key,
        action: 'record.refused',
        subject: `${member.key} ${record.locator ?? record.externalId}`,
        entityId: null,
        why: faultMessage(member, fault),
        details: { externalId: record.externalId, field: fault.remote, code: fault.code, pageId: source.pageId },
      })),
  );
  return new Set(faulty.map(({ entry }) => entry));
}

async function writeEdges(tx: Sql, source: MergeSource, entities: ReadonlyMap<PreparedRecord, string>): Promise<void> {
  const edges: EntityEdges[] = [];
  for (const [record, entityId] of entities) {
    if (record.relations.length > 0) edges.push({ entityId, edges: record.edges, relations: record.relations });
  }
  await replaceEdges(tx, source, edges);
  await resolveWaitingEdges(
    tx,
    source,
    [...entities].map(([record, entityId]) => ({ ...record, entityId })),
  );
}

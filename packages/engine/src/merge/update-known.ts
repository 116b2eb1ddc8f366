import { canonicalJson, type Json, mergeInbound } from '@syncline/core';
import {
  type EntityEdges,
  findTombstones,
  type LinkedRecord,
  loadLinkedRecords,
  type PreparedRecord,
  type RecordUpdate,
  replaceEdges,
  type Sql,
  shownUnchangedSince,
  updateRecords,
  type WriteSource,
} from '@syncline/store';
import type { PlannedChange } from '../sync/merge-planned.ts';
import { findChangedEdges, partialHash } from './shown-edges.ts';

/** Brings records that have a mapping and differ from what it last showed to what they show now, where that is newer. */
export async function updateKnown(
  tx: Sql,
  source: WriteSource,
  differing: readonly PreparedRecord[],
  changes: Map<PreparedRecord, PlannedChange>,
): Promise<void> {
  if (differing.length === 0) return;
  const deleted = await findTombstones(tx, source, source.readStartedSeq, differing);
  const newerRead = await shownUnchangedSince(
    tx,
    source.workspaceId,
    source.connectionId,
    source.readStartedSeq,
    differing.map((record) => `${record.stream}/${record.externalId}`),
  );
  const linked = await loadLinkedRecords(tx, source, differing);
  const otherEdges = await findChangedEdges(
    tx,
    source,
    linked.map((link) => ({ ...link, record: differing[link.index]! })),
  );
  const updates: RecordUpdate[] = [];
  const edges: EntityEdges[] = [];
  for (const link of linked) {
    const record = differing[link.index]!;
    if (deleted.has(`${record.stream}/${record.externalId}`)) {
      changes.set(record, 'buried');
      continue;
    }
    const incoming = JSON.parse(record.fields) as Record<string, Json>;
    const edgesChanged = otherEdges.has(record) && !link.rests;
    // Rule 2.7: only a read that started after the accepted one had ended is newer.
    if (link.acceptedSeq > source.readStartedSeq || newerRead.has(`${record.stream}/${record.externalId}`)) {
      const differs = !record.partial || edgesChanged || !isPartOf(incoming, link.seen);
      changes.set(record, differs ? 'stale' : 'unchanged');
      continue;
    }
    const compared = mergeInbound({
      entity: link.entityFields ?? link.seen,
      seen: link.seen,
      base: link.base ?? link.seen,
      incoming,
    });
    const merged = link.rests ? { ...compared, patch: {}, replaced: {} } : compared;
    const fieldsChanged = Object.keys(merged.patch).length > 0;
    const entityChanged = fieldsChanged || edgesChanged || link.gone;
    if (edgesChanged) edges.push({ entityId: link.entityId, edges: record.edges, relations: record.relations });
    updates.push({
      record: record.partial ? asPartOf(record, link, { fields: fieldsChanged, edges: edgesChanged }) : record,
      entityId: link.entityId,
      version: entityChanged ? link.entityVersion + 1 : link.entityVersion,
      entityChanged,
      patch: canonicalJson(merged.patch),
      replaced: canonicalJson(merged.replaced),
      decision: merged.decision,
      shown: canonicalJson(merged.shown),
      base: merged.base === null ? null : canonicalJson(merged.base),
      mappingAt: link.mappingAt,
      entityAt: link.entityAt,
    });
    changes.set(record, entityChanged ? 'updated' : 'unchanged');
  }
  await updateRecords(tx, source, updates);
  await replaceEdges(tx, source, edges);
}

/** A partial record must not pass for what the whole one showed; where it is nothing new, the whole one's hash stands. */
function asPartOf(
  record: PreparedRecord,
  link: LinkedRecord,
  changed: { readonly fields: boolean; readonly edges: boolean },
): PreparedRecord {
  return {
    ...record,
    hash: changed.fields || changed.edges ? partialHash(record.hash) : link.seenHash,
    edgesHash: changed.edges ? partialHash(record.edgesHash) : link.edgesHash,
  };
}

function isPartOf(shown: Readonly<Record<string, Json>>, seen: Readonly<Record<string, Json>>): boolean {
  return Object.entries(shown).every(
    ([name, value]) => name in seen && canonicalJson(value) === canonicalJson(seen[name]!),
  );
}

import type { Json } from '@syncline/core';
import type { EnqueueRequest } from '@syncline/queue';
import { mayNameFiles } from '@syncline/rich-text';
import { type EntityState, fileLinks, type Sql, textsNaming } from '@syncline/store';
import { finishWork } from '../sync/finish-work.ts';
import { applyOutcome, type MergeWork, type WorkSource } from '../sync/merge-work.ts';
import { openWork } from '../sync/open-work.ts';
import type { PlanMember, SyncPlan } from '../sync/sync-plan.ts';
import { addressesOf, textsAt } from './file-names.ts';

/** A record that was linked, or came to show something else, just now. */
export interface MergedRecord {
  readonly member: PlanMember;
  readonly entityId: string;
  readonly fields: Readonly<Record<string, Json>>;
  /** It hangs at other records than before, or at some for the first time. */
  readonly isPlaced: boolean;
}

/**
 * Looks again at texts of whose files more is known now, in the transaction that made it known: what named a file by one
 * side's address names it by its entity, and the sides at which the file has come to be are written. The edges of the
 * records have to be in place.
 */
export async function showFiles(
  tx: Sql,
  plan: SyncPlan,
  by: WorkSource,
  now: Date,
  merged: readonly MergedRecord[],
): Promise<readonly EnqueueRequest[]> {
  if (plan.fileStreams.length === 0) return [];
  const files = merged.filter(({ member }) => member.stream.content !== undefined);
  const links = await fileLinks(
    tx,
    plan.workspaceId,
    files.map(({ entityId }) => entityId),
    plan.fileStreams,
  );
  const words = links.flatMap((link) =>
    [link.entityId, ...addressesOf(plan, link)].map((word) => ({
      fileId: link.entityId,
      word: word.replace(/^media:/, ''),
    })),
  );
  // What came together with where it hangs was merged before that was known.
  const placed = merged.flatMap(({ member, entityId, fields, isPlaced }) =>
    isPlaced && textsAt(member, fields).some(mayNameFiles) ? [entityId] : [],
  );
  const ids = new Set([...placed, ...(await textsNaming(tx, plan.workspaceId, words))]);
  if (ids.size === 0) return [];
  const { wantedAt: _, boundTo: __, ...source } = by;
  const work = await openWork(tx, plan, { ...source, actor: null }, now, [...ids]);
  for (const state of work.states.values()) {
    if (state.deletedAt !== null) continue;
    nameFiles(work, state);
    work.touched.add(state);
    // Rule 3.12: what a backfill finds out fires no automation.
    if (by.isBackfill && !plan.membersOfKind(state.kind).some((member) => member.backfillWritesBack))
      work.accepting.add(state);
  }
  return finishWork(tx, work);
}

/** The hub's texts name files by their entities, as far as those are known. */
function nameFiles(work: MergeWork, state: EntityState): void {
  const patch: Record<string, Json> = {};
  for (const { connectionId, stream } of state.mappings) {
    const member = work.plan.memberOf(connectionId, stream);
    for (const rule of member?.rules ?? []) {
      const text = patch[rule.field] ?? state.fields[rule.field];
      if (rule.type !== 'rich_text' || typeof text !== 'string') continue;
      const named = work.references.fileNames(member!, rule, state.id)?.toHub(text) ?? text;
      if (named !== text) patch[rule.field] = rule.keepWording?.(text, named) ?? named;
    }
  }
  const origins = Object.fromEntries(
    Object.keys(patch).flatMap((field) => (state.origins[field] ? [[field, state.origins[field]]] : [])),
  );
  applyOutcome(work, state, 'syncline', { patch, origins, decisions: [] }, { decision: 'a file it names is known' });
}

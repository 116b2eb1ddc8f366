import {
  type DuplicateDetail,
  dismissDuplicate,
  linkablePairs,
  noteRefused,
  showDuplicate,
  writeAudit,
} from '@syncline/store';
import { digestOf, proposeMerge } from '../approvals/propose-merge.ts';
import { identityKinds } from '../configuration/identity-schema.ts';
import type { EngineContext } from '../context.ts';
import type { ActedBy, ActionOutcome } from '../sync/item-action.ts';
import { readIdentitySettings } from './identity-settings.ts';
import { type MergeOutcome, mergeEntities } from './merge-entities.ts';

/** Who merges what is sure enough. */
const IDENTITY_ACTOR = 'identity';
const PAIRS_A_READ = 100;

export interface DuplicateMerge {
  /** The entity that stays. */
  readonly survivorId?: string | undefined;
  /** By field, the entity whose value stays. */
  readonly fields?: Readonly<Record<string, string>> | undefined;
}

/** What became of a pair that somebody says is one. */
export type DuplicateOutcome = MergeOutcome | { readonly outcome: 'waiting'; readonly proposalId: number };

/** Somebody says that the two are one; where a policy asks for an approval, that is only proposed. */
export async function mergeDuplicate(
  ctx: EngineContext,
  id: number,
  decided: DuplicateMerge,
  by: ActedBy,
  isAutomatic = false,
): Promise<DuplicateOutcome> {
  const pair = await openPair(ctx, id, decided, by.workspaceId);
  if ('outcome' in pair) return pair;
  const proposalId = await proposeMerge(ctx, pair, decided, by);
  return proposalId === null ? mergePair(ctx, pair, decided, by, isAutomatic) : { outcome: 'waiting', proposalId };
}

/**
 * The two are one, and it was approved: unless they are not any more what was looked at. Returns why it can't be done, null
 * when it was, also by somebody else.
 */
export async function mergeApproved(
  ctx: EngineContext,
  id: number,
  decided: DuplicateMerge & { readonly digest: string },
  by: ActedBy,
): Promise<string | null> {
  const pair = await showDuplicate(ctx.store, by.workspaceId, id);
  if (pair?.state === 'merged') return null;
  if (pair?.state !== 'open') return `Duplicate ${id} is ${pair?.state ?? 'gone'}.`;
  if (digestOf(pair, decided) !== decided.digest)
    return 'The two have changed since it was proposed. Look at them, and merge them anew.';
  const outcome = await mergePair(ctx, pair, decided, by, false);
  if (outcome.outcome === 'merged') return null;
  return outcome.outcome === 'refused' ? outcome.reason : `Duplicate ${id} is gone.`;
}

async function openPair(
  ctx: EngineContext,
  id: number,
  { survivorId, fields }: DuplicateMerge,
  workspaceId: number,
): Promise<DuplicateDetail | Exclude<MergeOutcome, { outcome: 'merged' }>> {
  const pair = await showDuplicate(ctx.store, workspaceId, id);
  if (!pair) return { outcome: 'not_found' };
  if (pair.state !== 'open') return { outcome: 'refused', reason: `Duplicate ${id} is ${pair.state}.` };
  const ids = [pair.aId, pair.bId];
  const strange = [survivorId, ...Object.values(fields ?? {})].find(
    (each) => each !== undefined && !ids.includes(each),
  );
  return strange === undefined ? pair : { outcome: 'refused', reason: `Duplicate ${id} is not about ${strange}.` };
}

function mergePair(
  ctx: EngineContext,
  { id, aId, bId }: DuplicateDetail,
  { survivorId, fields }: DuplicateMerge,
  { workspaceId, actor, why }: ActedBy,
  isAutomatic: boolean,
): Promise<MergeOutcome> {
  return mergeEntities(ctx, {
    workspaceId,
    entityIds: [aId, bId],
    survivorId,
    chosen: fields,
    duplicateId: id,
    isAutomatic,
    actor,
    why,
  });
}

/** Somebody says that they are two: they are not proposed again unless the evidence changes. */
export async function dismissPair(ctx: EngineContext, id: number, by: ActedBy): Promise<ActionOutcome> {
  const { workspaceId, actor, why } = by;
  const pair = await showDuplicate(ctx.store, workspaceId, id);
  if (!pair) return { outcome: 'not_found' };
  const isDone = await ctx.store.transaction(async (tx) => {
    if (!(await dismissDuplicate(tx, workspaceId, { id }, by))) return false;
    const subject = `${pair.kind} ${pair.aId} and ${pair.bId}`;
    const details = { duplicateId: id, aId: pair.aId, bId: pair.bId };
    await writeAudit(tx, [
      { workspaceId, actor, action: 'duplicate.dismissed', subject, entityId: pair.aId, why, details },
    ]);
    return true;
  });
  return isDone ? { outcome: 'done' } : { outcome: 'refused', reason: `Duplicate ${id} is ${pair.state}.` };
}

/** Merges what is likely enough that nobody need be asked, where the configuration lets it. Returns how many. */
export async function linkDuplicates(ctx: EngineContext, workspaceId: number, goOn: () => boolean): Promise<number> {
  const settings = await readIdentitySettings(ctx.store, workspaceId);
  const kinds = identityKinds.filter((kind) => settings[kind].automatic);
  // Who was merged in this round shows something else now, and is compared again first.
  const changed = new Set<string>();
  let merged = 0;
  for (let after = 0; goOn(); ) {
    const pairs = await linkablePairs(ctx.store, workspaceId, kinds, after, PAIRS_A_READ);
    for (const { id, aId, bId } of pairs) {
      if (!goOn()) return merged;
      if (changed.has(aId) || changed.has(bId)) continue;
      const by = { workspaceId, actor: IDENTITY_ACTOR, why: 'likely enough to be merged without asking' };
      const outcome = await mergeDuplicate(ctx, id, {}, by, true);
      if (outcome.outcome === 'merged') {
        merged += 1;
        changed.add(aId).add(bId);
      }
      if (outcome.outcome === 'refused') await noteRefused(ctx.store, id, outcome.reason);
      if (outcome.outcome === 'waiting')
        await noteRefused(ctx.store, id, `Proposal ${outcome.proposalId} waits for an approval.`);
    }
    if (pairs.length < PAIRS_A_READ) return merged;
    after = pairs.at(-1)!.id;
  }
  return merged;
}

import { type Json, SynclineError } from '@syncline/core';
import type { EnqueueRequest } from '@syncline/queue';
import {
  closeItem,
  type ItemForAction,
  itemForAction,
  type OpenItemFilter,
  openItemIds,
  type Sql,
} from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { enqueueAfterCommit } from '../enqueue.ts';
import { retryItem } from '../retry-item.ts';
import { createAgain } from './create-again.ts';
import { decideDeletion, isAboutDeletion } from './decide-deletion.ts';
import { acceptMatch, refuseMatch } from './decide-match.ts';
import { type EntityState, type MappingState } from './entity-steps.ts';
import { finishWork } from './finish-work.ts';
import { type ActedBy, type ActionOutcome, auditAction, type ItemAction } from './item-action.ts';
import { loadPlan } from './load-plan.ts';
import { rulesOf } from './member-rules.ts';
import { applyOutcome, type MergeWork, type WorkSource } from './merge-work.ts';
import { openWork } from './open-work.ts';
import { mergeAgain, remergeSeen } from './reevaluate.ts';
import type { PlanMember } from './sync-plan.ts';
import { standingOf, withAfter } from './undo-action.ts';

/** Acts on an open item (SEMANTICS 6); audited with who and why. Acting twice does nothing twice. */
export async function actOnItem(
  ctx: EngineContext,
  itemId: number,
  action: ItemAction,
  by: ActedBy,
): Promise<ActionOutcome> {
  const item = await itemForAction(ctx.store, by.workspaceId, itemId);
  if (!item) return { outcome: 'not_found' };
  if (item.state !== 'open' && item.state !== 'retrying')
    return { outcome: 'refused', reason: `The item is ${item.state} already.` };
  if (action.action === 'link') return acceptMatch(ctx, item, action.entityId, by);
  if (action.action === 'refuse') return refuseMatch(ctx, item, action.entityIds, by);
  if (action.action === 'retry' && item.entityId === null) {
    await ctx.store.transaction((tx) => auditAction(tx, item, action, by));
    return retryItem(ctx, itemId);
  }
  const decided = await ctx.store.transaction((tx) => decide(ctx, tx, item, action, by));
  if ('reason' in decided) return { outcome: 'refused', reason: decided.reason };
  await enqueueAfterCommit(ctx, decided.jobs);
  return { outcome: 'done' };
}

export interface GroupOutcome {
  readonly done: number;
  readonly refused: readonly { readonly id: number; readonly reason: string }[];
  /** From which item to go on when `limit` ended it early; null: every item was looked at. */
  readonly nextAfter: number | null;
}

/** The same action on every open item of a filter, the oldest first: parents were met before what hangs on them. */
export async function actOnItems(
  ctx: EngineContext,
  filter: OpenItemFilter,
  action: ItemAction,
  by: ActedBy,
  slice: { readonly after?: number; readonly limit?: number } = {},
): Promise<GroupOutcome> {
  const refused: { id: number; reason: string }[] = [];
  let done = 0;
  const waiting = (await openItemIds(ctx.store, by.workspaceId, filter)).filter((id) => id > (slice.after ?? 0));
  const ids = waiting.slice(0, slice.limit);
  for (const id of ids) {
    const result = await actOnItem(ctx, id, action, by).catch(refusedBecause);
    if (result.outcome === 'done') done++;
    else if (result.outcome === 'refused') refused.push({ id, reason: result.reason });
  }
  return { done, refused, nextAfter: waiting.length > ids.length ? ids.at(-1)! : null };
}

/** One poisoned record never stops the others. */
function refusedBecause(error: unknown): ActionOutcome {
  if (error instanceof SynclineError) return { outcome: 'refused', reason: error.message };
  throw error;
}

type Decided = { readonly jobs: readonly EnqueueRequest[] } | { readonly reason: string };

async function decide(
  ctx: EngineContext,
  tx: Sql,
  item: ItemForAction,
  action: Exclude<ItemAction, { action: 'link' | 'refuse' }>,
  by: ActedBy,
): Promise<Decided> {
  const plan = await loadPlan(ctx, tx, item.workspaceId);
  const work = await openWork(
    tx,
    plan,
    sourceOf(item, by),
    ctx.clock.now(),
    item.entityId === null ? [] : [item.entityId],
  );
  const state = item.entityId === null ? undefined : work.states.get(item.entityId);
  const member = plan.memberOf(item.connectionId, item.stream);
  const mapping = state?.mappings.find((m) => m.connectionId === item.connectionId && m.stream === item.stream);
  if (state && member && isAboutDeletion(item)) {
    const jobs = await decideDeletion(tx, plan, item, state, member, action.action);
    if (jobs === null)
      return { reason: `Item ${item.id} is about a deletion: take_local, take_remote, ignore or resolve.` };
    await closeItem(tx, item.id, action.action === 'ignore' ? 'ignored' : 'resolved', by.actor, action.action);
    await auditAction(tx, item, action, by);
    return { jobs };
  }
  const before = standingOf(work, state, mapping, member, item);
  if (state && member && item.field !== null && mapping) {
    const reason = decideField(work, state, mapping, member, item, action);
    if (reason !== null) return { reason };
  } else if (
    action.action !== 'ignore' &&
    action.action !== 'resolve' &&
    action.action !== 'retry' &&
    action.action !== 'take_local'
  )
    return {
      reason: `Item ${item.id} is not about a field that both sides hold; it can be retried, ignored or resolved.`,
    };
  const jobs: EnqueueRequest[] = [];
  if (state && member && action.action !== 'ignore' && action.action !== 'resolve') {
    work.touched.add(state);
    if (!mapping && item.scope !== null)
      jobs.push(...(await createAgain(tx, { ...item, scope: item.scope }, state, member)));
  }
  jobs.push(...(await finishWork(tx, work)));
  await closeItem(tx, item.id, action.action === 'ignore' ? 'ignored' : 'resolved', by.actor, action.action);
  await auditAction(tx, item, action, by, before && state ? withAfter(before, state) : null);
  return { jobs };
}

/** Null when it was decided; else why not. */
function decideField(
  work: MergeWork,
  state: EntityState,
  mapping: MappingState,
  member: PlanMember,
  item: ItemForAction,
  action: Exclude<ItemAction, { action: 'link' | 'refuse' }>,
): string | null {
  const rule = rulesOf(member, work.references, state).find((candidate) => candidate.field === item.field);
  if (!rule) return `${member.key} maps no field ${item.field} any more.`;
  const { remote } = rule;
  const seen = mapping.shadow.seen[remote];
  const { [remote]: _held, ...held } = mapping.shadow.held;
  const { [remote]: _reversals, ...reversals } = mapping.shadow.reversals;
  const released = { ...mapping.shadow, held, reversals };
  mapping.dirty = true;
  if (action.action === 'retry' && item.class === 'mapping' && mapping.shadow.held[remote]?.reason === item.code) {
    // What was given up is the remote's value: ours is not to be written over it.
    remergeSeen(work, state, mapping);
    return remote in mapping.shadow.held ? `${item.message} It is so still.` : null;
  }
  switch (action.action) {
    case 'take_remote': {
      if (seen === undefined) return 'The remote shows no value of it.';
      const adopted = rule.adopt(seen, state.fields[rule.field]);
      if (!adopted.ok) return adopted.message;
      mapping.shadow = { ...released, base: { ...released.base, [remote]: seen } };
      take(adopted.value);
      return null;
    }
    case 'merge': {
      if (seen === undefined) return 'The remote shows no value of it.';
      mapping.shadow = released;
      mergeAgain(work, state, mapping, member, [{ ...rule, policy: { ...rule.policy, mode: 'merge_with_audit' } }]);
      return remote in mapping.shadow.held ? 'It does not merge: decide which value it is.' : null;
    }
    case 'take_merged':
    case 'edit':
      mapping.shadow = seen === undefined ? released : { ...released, base: { ...released.base, [remote]: seen } };
      take(action.value);
      return null;
    case 'take_local':
    case 'retry': {
      const ours = rule.project(state.fields[rule.field], seen);
      const approved = item.code === 'approval_needed' && ours !== undefined ? { [remote]: ours } : {};
      mapping.shadow = {
        ...released,
        base: seen === undefined ? released.base : { ...released.base, [remote]: seen },
        approved: { ...released.approved, ...approved },
      };
      return null;
    }
    case 'ignore':
    case 'resolve': {
      const ours = rule.project(state.fields[rule.field], seen);
      mapping.shadow =
        ours === undefined
          ? released
          : { ...released, sent: { ...released.sent, [remote]: ours }, base: { ...released.base, [remote]: ours } };
      return null;
    }
    default:
      return action satisfies never;
  }

  function take(value: Json): void {
    applyOutcome(
      work,
      state,
      'hub',
      {
        patch: { [rule!.field]: value },
        origins: { [rule!.field]: { at: work.now.toISOString(), by: 'hub' } },
        decisions: [],
      },
      { decision: `decided by a person: ${action.action}` },
    );
  }
}

function sourceOf(item: ItemForAction, by: ActedBy): WorkSource {
  return {
    workspaceId: item.workspaceId,
    actor: by.actor,
    connectionId: item.connectionId,
    stream: item.stream,
    pageId: null,
    processId: null,
    correlationId: `item-${item.id}`,
    method: 'manual',
    lane: 'live',
    isBackfill: false,
  };
}

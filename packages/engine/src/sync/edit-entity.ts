import { isLocked, type Json, newId, ownerOf, sameValue } from '@syncline/core';
import { activeCorrelationId } from '@syncline/observability';
import { type Sql, writeAudit } from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { enqueueAfterCommit } from '../enqueue.ts';
import { type EntityState, newEntityStep } from './entity-steps.ts';
import { finishWork } from './finish-work.ts';
import { loadPlan } from './load-plan.ts';
import { applyOutcome, type MergeWork, type WorkSource } from './merge-work.ts';
import { openWork } from './open-work.ts';
import { faultMessage, faultOfEntity } from './required-fields.ts';
import type { SyncPlan } from './sync-plan.ts';

export interface EntityEdit {
  readonly workspaceId: number;
  /** Null: a new entity of `kind`. */
  readonly entityId: string | null;
  readonly kind: string;
  readonly fields: Readonly<Record<string, Json>>;
  /** The version that the edit was made on; another one that stands refuses it. */
  readonly expectedVersion?: number;
  /** Where a new entity is to be made, whether twins are made there or not. */
  readonly wantedAt?: WorkSource['wantedAt'];
  /** What ties it to the request that asked; one of its own when absent. */
  readonly correlationId?: string;
  /** Who asks. */
  readonly actor: string;
  readonly why?: string;
}

export type EditOutcome =
  | { readonly outcome: 'edited' | 'created' | 'unchanged'; readonly entityId: string; readonly version: number }
  | { readonly outcome: 'not_found' }
  | { readonly outcome: 'stale'; readonly version: number }
  /** The field's policy forbids it: which field, and why. */
  | { readonly outcome: 'refused'; readonly field: string; readonly reason: string }
  /** A side where it would have to be written requires another value of the field. */
  | { readonly outcome: 'faulty'; readonly field: string; readonly reason: string };

/** Edits or creates an entity in the hub itself: versioned, checked by policy, audited; it travels out like any change. */
export async function editEntity(ctx: EngineContext, edit: EntityEdit): Promise<EditOutcome> {
  const { outcome, jobs } = await ctx.store.transaction(async (tx) => {
    const plan = await loadPlan(ctx, tx, edit.workspaceId);
    const work = await openWork(
      tx,
      plan,
      sourceOf(edit),
      ctx.clock.now(),
      edit.entityId === null ? [] : [edit.entityId],
    );
    const decided = edit.entityId === null ? create(work, edit) : change(work, edit, edit.entityId);
    if (decided.outcome === 'faulty' || decided.outcome === 'refused') await auditRefusal(tx, edit, decided);
    if (decided.outcome !== 'edited' && decided.outcome !== 'created') return { outcome: decided, jobs: [] };
    await audit(tx, edit, decided.entityId, decided.outcome);
    return { outcome: decided, jobs: await finishWork(tx, work) };
  });
  await enqueueAfterCommit(ctx, jobs);
  return outcome;
}

function change(work: MergeWork, edit: EntityEdit, entityId: string): EditOutcome {
  const state = work.states.get(entityId);
  if (!state || state.deletedAt !== null) return { outcome: 'not_found' };
  if (edit.expectedVersion !== undefined && edit.expectedVersion !== state.version)
    return { outcome: 'stale', version: state.version };
  const patch: Record<string, Json> = {};
  for (const [field, value] of Object.entries(edit.fields)) {
    if (sameValue(state.fields[field], value)) continue;
    const reason = forbiddenBecause(work, state, field);
    if (reason !== null) return { outcome: 'refused', field, reason };
    patch[field] = value;
  }
  if (Object.keys(patch).length === 0) return { outcome: 'unchanged', entityId, version: state.version };
  const faulty = faultOfEdit(work, { ...state, fields: { ...state.fields, ...patch } }, new Set(Object.keys(patch)));
  if (faulty) return faulty;
  const at = work.now.toISOString();
  applyOutcome(
    work,
    state,
    'hub',
    {
      patch,
      origins: Object.fromEntries(Object.keys(patch).map((field) => [field, { at, by: 'hub' }])),
      decisions: [],
    },
    { decision: 'edited in the hub' },
  );
  work.touched.add(state);
  return { outcome: 'edited', entityId, version: state.version };
}

function create(work: MergeWork, edit: EntityEdit): EditOutcome {
  const origin = { at: work.now.toISOString(), by: 'hub', version: 1 };
  const state: EntityState = {
    workspaceId: edit.workspaceId,
    id: newId(),
    kind: edit.kind,
    version: 1,
    fields: { ...edit.fields },
    origins: Object.fromEntries(Object.keys(edit.fields).map((field) => [field, origin])),
    deletedAt: null,
    mappings: [],
    isNew: true,
    steps: [],
  };
  const faulty = faultOfEdit(work, state, null);
  if (faulty) return faulty;
  state.steps.push(
    newEntityStep(work.source, state, {
      replaced: {},
      decision: 'created in the hub',
      decisions: [],
      event: 'entity.created',
      remoteUpdatedAt: null,
    }),
  );
  work.states.set(state.id, state);
  work.touched.add(state);
  return { outcome: 'created', entityId: state.id, version: 1 };
}

/** What the sides require, before anything is changed: nobody finds out only when it can't be written. */
function faultOfEdit(
  work: MergeWork,
  state: EntityState,
  changed: ReadonlySet<string> | null,
): Extract<EditOutcome, { outcome: 'faulty' }> | null {
  const fault = faultOfEntity(work.plan, state, changed);
  return fault && { outcome: 'faulty', field: fault.field, reason: faultMessage(fault.member, fault) };
}

/** Ownership holds for people at the hub, too (rule 3.3). */
export function forbiddenBecause(work: MergeWork, state: EntityState, field: string): string | null {
  const policy = policyOf(work.plan, state.kind, field);
  if (policy === null) return null;
  if (isLocked(policy, state.fields, work.now)) return 'the field is locked';
  const owner = ownerOf(policy);
  if (owner !== null && state.mappings.some((mapping) => isOwner(work.plan, mapping, owner)))
    return `the field belongs to ${owner}; edit it there`;
  const standing = state.fields[field];
  const isSetOnce = policy.mode === 'immutable_after_bind' && owner === null;
  if (isSetOnce && standing !== undefined && standing !== null && standing !== '')
    return 'the field is set once and does not change';
  return null;
}

function policyOf(plan: SyncPlan, kind: string, field: string) {
  for (const member of plan.membersOfKind(kind)) {
    const rule = member.rules.find((candidate) => candidate.field === field);
    if (rule) return rule.policy;
  }
  return null;
}

function isOwner(plan: SyncPlan, mapping: EntityState['mappings'][number], owner: string | undefined): boolean {
  return mapping.state === 'linked' && plan.memberOf(mapping.connectionId, mapping.stream)?.key === owner;
}

function sourceOf(edit: EntityEdit): WorkSource {
  return {
    workspaceId: edit.workspaceId,
    actor: edit.actor,
    connectionId: null,
    stream: null,
    pageId: null,
    processId: null,
    correlationId: edit.correlationId ?? activeCorrelationId() ?? `edit-${newId()}`,
    method: 'manual',
    lane: 'live',
    isBackfill: false,
    wantedAt: edit.wantedAt,
  };
}

async function auditRefusal(
  tx: Sql,
  edit: EntityEdit,
  { field, reason }: { readonly field: string; readonly reason: string },
): Promise<void> {
  const { workspaceId, actor, kind, entityId } = edit;
  const subject = entityId === null ? `${kind} (new)` : `${kind} ${entityId}`;
  const details = { field, fields: Object.keys(edit.fields) };
  await writeAudit(tx, [{ workspaceId, actor, action: 'edit.refused', subject, entityId, why: reason, details }]);
}

async function audit(tx: Sql, edit: EntityEdit, entityId: string, action: string): Promise<void> {
  await writeAudit(tx, [
    {
      workspaceId: edit.workspaceId,
      actor: edit.actor,
      action: `entity.${action}`,
      subject: `${edit.kind} ${entityId}`,
      entityId,
      why: edit.why ?? null,
      details: { fields: Object.keys(edit.fields) },
    },
  ]);
}

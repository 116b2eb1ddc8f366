import { hash } from 'node:crypto';
import { canonicalJson, type Json } from '@syncline/core';
import {
  authorsOf,
  finishWriteback,
  holdWriteback,
  linkedRecords,
  type ProposalKind,
  type ProposedChange,
  propose,
  type Sql,
  wasRejected,
  writesOfLate,
} from '@syncline/store';
import type { EntityState, MappingState } from '../sync/entity-steps.ts';
import type { WriteTask } from '../write/write-task.ts';
import { type ApprovalPolicy, type Intended, lapseOf, policyFor } from './match-policy.ts';

/** What a write would change, by the remote's fields. */
export interface PlannedWrite {
  readonly state: EntityState;
  /** Null: it is created. */
  readonly mapping: MappingState | null;
  readonly patch: Readonly<Record<string, Json>>;
}

/**
 * Whether a write may be sent now (ADR 29). `held`: a policy asks for an approval that it does not have, or has for
 * something else than what would be sent now; then it waits, its proposal shows what it would be, and the caller leaves it.
 * Under the entity's lock, so that no edit comes between.
 */
export async function passApproval(tx: Sql, task: WriteTask, planned: PlannedWrite): Promise<'sent' | 'held'> {
  const { ctx, row, plan } = task;
  if (plan.approvals.length === 0) return 'sent';
  const asked = await askedFor(tx, task, planned);
  if (!asked) return 'sent';
  const { policy, kind } = asked;
  const diff = diffOf(task, planned);
  const digest = digestOf(task, planned);
  if (row.approvedDigest === digest) return 'sent';
  if (await wasRejected(tx, row, digest)) {
    await finishWriteback(tx, row.id, { state: 'cancelled', error: 'The very same was rejected.' });
    return 'held';
  }
  const { state, mapping } = planned;
  const names = plan.connectionNames.get(row.connectionId) ?? String(row.connectionId);
  await propose(tx, {
    workspaceId: row.workspaceId,
    kind,
    key: `writeback ${row.id}`,
    title: `${row.op} ${titleOf(state)} at ${names}/${row.stream}`,
    entityId: state.id,
    entityKind: state.kind,
    connectionId: row.connectionId,
    stream: row.stream,
    externalId: mapping?.externalId ?? null,
    writebackId: row.id,
    diff,
    digest,
    evidence: { entityVersion: state.version, remoteVersion: mapping?.remoteVersion ?? null },
    proposers: await proposersOf(tx, task, planned),
    policy: policy.name,
    role: policy.role,
    needed: policy.approvals,
    expiresAt: lapseOf(policy, ctx.clock.now()),
  });
  await holdWriteback(tx, row.id);
  return 'held';
}

async function askedFor(
  tx: Sql,
  task: WriteTask,
  planned: PlannedWrite,
): Promise<{ readonly policy: ApprovalPolicy; readonly kind: ProposalKind } | null> {
  const { row, member, plan } = task;
  const { state, patch } = planned;
  const fields = Object.keys(patch).map((remote) => fieldOf(task, remote));
  const intended: Intended = {
    kind: 'writeback',
    entityKind: state.kind,
    member,
    op: row.op,
    fields,
    valuesOf: (field) => [state.fields[field], ...shownOf(task, planned, field)],
    countRecords: () => writesOfLate(tx, row, row.op),
    countLinked: () => linkedRecords(tx, row),
  };
  const policy = await policyFor(plan, intended);
  if (policy) return { policy, kind: 'writeback' };
  if (row.op !== 'delete') return null;
  const ofDeletes = await policyFor(plan, { ...intended, kind: 'bulk_delete' });
  return ofDeletes && { policy: ofDeletes, kind: 'bulk_delete' };
}

/** What the remote shows of a field of the entity. */
function shownOf({ member }: WriteTask, { mapping }: PlannedWrite, field: string): (Json | undefined)[] {
  return member.rules.filter((rule) => rule.field === field).map(({ remote }) => mapping?.shadow.seen[remote]);
}

function fieldOf({ member }: WriteTask, remote: string): string {
  return member.rules.find((rule) => rule.remote === remote)?.field ?? remote;
}

function diffOf(task: WriteTask, { mapping, patch, state }: PlannedWrite): ProposedChange[] {
  if (task.row.op === 'delete')
    return Object.entries(state.fields).map(([field, before]) => ({ field, before, after: null }));
  return Object.entries(patch).map(([remote, after]) => ({
    field: fieldOf(task, remote),
    before: mapping?.shadow.seen[remote] ?? null,
    after,
  }));
}

/** Of what would be sent and of what the remote showed of all that is kept in step: an edit there makes it another. */
function digestOf({ row, member }: WriteTask, { mapping, patch, state }: PlannedWrite): string {
  const seen = mapping && Object.fromEntries(member.rules.map(({ remote }) => [remote, mapping.shadow.seen[remote]]));
  const version = row.op === 'delete' ? state.version : null;
  return hash('sha256', canonicalJson({ op: row.op, patch, seen, version }), 'hex');
}

async function proposersOf(tx: Sql, task: WriteTask, { state, patch }: PlannedWrite): Promise<string[]> {
  const fields = task.row.op === 'delete' ? [] : Object.keys(patch).map((remote) => fieldOf(task, remote));
  const versions = fields.flatMap((field) => state.origins[field]?.version ?? []);
  return authorsOf(tx, task.row.workspaceId, state.id, versions.length > 0 ? versions : [state.version]);
}

function titleOf({ kind, fields }: EntityState): string {
  const title = ['name', 'subject', 'full_name', 'last_name', 'title']
    .map((field) => fields[field])
    .find((each) => each);
  return typeof title === 'string' ? `${kind} \u201c${title.slice(0, 120)}\u201d` : kind;
}

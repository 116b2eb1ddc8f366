import type { Json } from '@syncline/core';
import type { ProposalKind } from '@syncline/store';
import type { PlanMember, SyncPlan } from '../sync/sync-plan.ts';
import type { ApprovalPolicySettings } from './policy-settings.ts';

/** A policy of a sync config, and the streams that the config speaks of. */
export interface ApprovalPolicy extends ApprovalPolicySettings {
  readonly streams: ReadonlySet<string>;
}

/** What is about to be done, as policies look at it. */
export interface Intended {
  readonly kind: ProposalKind;
  readonly entityKind?: string | undefined;
  readonly member?: PlanMember | undefined;
  readonly op?: 'create' | 'update' | 'delete' | undefined;
  /** Of the entity. */
  readonly fields?: readonly string[] | undefined;
  /** Values of a field of the entity, before and after. */
  readonly valuesOf?: ((field: string) => readonly (Json | undefined)[]) | undefined;
  readonly records?: number | undefined;
  readonly confidence?: number | undefined;
  /** Counted only when a policy asks how many they are. */
  readonly countRecords?: (() => Promise<number>) | undefined;
  /** What a share is of; counted only when a policy asks for a share. */
  readonly countLinked?: (() => Promise<number>) | undefined;
}

/** The first policy that asks for an approval of it; null: nobody asks. */
export async function policyFor(plan: Pick<SyncPlan, 'approvals'>, intended: Intended): Promise<ApprovalPolicy | null> {
  for (const policy of plan.approvals)
    if (speaksOf(policy, intended) && (await isMany(policy, intended))) return policy;
  return null;
}

function speaksOf(policy: ApprovalPolicy, what: Intended): boolean {
  const { kinds, entities, members, ops, fields, above, confidenceBelow } = policy;
  if (!kinds.includes(what.kind)) return false;
  if (entities && !(what.entityKind !== undefined && entities.includes(what.entityKind))) return false;
  if (what.member && !(members ? members.includes(what.member.key) : policy.streams.has(what.member.key))) return false;
  if (ops && !(what.op !== undefined && ops.includes(what.op))) return false;
  if (fields && what.op !== 'delete' && !fields.some((field) => what.fields?.includes(field))) return false;
  if (above && !(what.valuesOf?.(above.field) ?? []).some((value) => Number(value ?? Number.NaN) > above.value))
    return false;
  return confidenceBelow === undefined || (what.confidence !== undefined && what.confidence < confidenceBelow);
}

async function isMany({ moreThan, share }: ApprovalPolicy, what: Intended): Promise<boolean> {
  if (moreThan === undefined && share === undefined) return true;
  const records = what.records ?? (await what.countRecords?.());
  if (records === undefined) return false;
  if (moreThan !== undefined && records > moreThan) return true;
  return share !== undefined && (await shareOf(records, what)) > share;
}

async function shareOf(records: number, { countLinked }: Intended): Promise<number> {
  if (!countLinked) return 0;
  const linked = await countLinked();
  return linked === 0 ? 1 : records / linked;
}

/** When what is proposed under a policy lapses. */
export function lapseOf(policy: ApprovalPolicy, now: Date): Date {
  return new Date(now.getTime() + policy.expiresAfterHours * 3_600_000);
}

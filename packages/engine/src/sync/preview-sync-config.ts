import { type Json, planPatch, sameValue } from '@syncline/core';
import { enabledSyncConfigs, listConnections, loadEntityStates, type Sql, sampleEntities } from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { type ConfigChange, type ConfigOutcome, saveSyncConfigChange } from './change-sync-config.ts';
import { compilePlan } from './compile-plan.ts';
import { decideWritebacks } from './decide-writebacks.ts';
import type { EntityState, MappingState } from './entity-steps.ts';
import { loadFieldSchemas } from './load-plan.ts';
import { rulesOf } from './member-rules.ts';
import type { MergeWork } from './merge-work.ts';
import { openWork } from './open-work.ts';
import { reevaluationSource, remergeSeen } from './reevaluate.ts';
import { isWritable, type PlanMember, type SyncPlan } from './sync-plan.ts';

export interface FieldPreview {
  /** As the side calls it, or the hub. */
  readonly field: string;
  readonly from: Json | null;
  readonly to: Json | null;
}

export interface SideFieldPreview extends FieldPreview {
  /** True: it differs from before this config, and is left as it is until a side changes it (rule 3.12). */
  readonly isLeft: boolean;
}

export interface SidePreview {
  readonly connectionId: number;
  readonly stream: string;
  /** Null: it would be made. */
  readonly externalId: string | null;
  /** `none`: what differs is left as it is. */
  readonly op: 'create' | 'update' | 'none';
  readonly fields: readonly SideFieldPreview[];
}

export interface EntityPreview {
  readonly entityId: string;
  readonly kind: string;
  readonly title: string | null;
  /** `at_once`: putting it into force writes it. `next_change`: it differs, and is carried when one side changes next. */
  readonly when: 'at_once' | 'next_change' | 'in_step';
  readonly hub: readonly FieldPreview[];
  readonly sides: readonly SidePreview[];
  readonly conflicts: readonly { readonly side: string; readonly field: string; readonly message: string }[];
}

export type PreviewOutcome =
  | { readonly outcome: 'previewed'; readonly entities: readonly EntityPreview[] }
  | Exclude<ConfigOutcome, { outcome: 'saved' }>;

/** Of which records a preview is made. */
export interface PreviewSample {
  readonly kind: string | null;
  readonly limit: number;
}

/**
 * What a sync config would change on records that are there, by the code that would change them, in a transaction that is
 * rolled back: nothing is written anywhere, and nobody is asked. Throws SynclineError `mapping` as saving it would.
 */
export async function previewSyncConfig(
  ctx: EngineContext,
  change: ConfigChange,
  sample: PreviewSample,
): Promise<PreviewOutcome> {
  try {
    return await ctx.store.transaction(async (tx) => {
      const saved = await saveSyncConfigChange(ctx, tx, change);
      if (saved.outcome !== 'saved') throw new Previewed(saved);
      const kinds = Object.keys((saved.config.settings as { kinds?: object }).kinds ?? {});
      const wanted = sample.kind === null ? kinds : kinds.filter((kind) => kind === sample.kind);
      const plan = await planOf(ctx, tx, change.workspaceId);
      const ids = await sampleEntities(tx, change.workspaceId, wanted, sample.limit);
      throw new Previewed({ outcome: 'previewed', entities: await preview(ctx, tx, plan, ids, change.actor) });
    });
  } catch (thrown) {
    if (thrown instanceof Previewed) return thrown.outcome;
    throw thrown;
  }
}

/** Compiled anew and kept nowhere: what it is made from is about to be rolled back. */
async function planOf(ctx: EngineContext, tx: Sql, workspaceId: number): Promise<SyncPlan> {
  const [configs, connections, fieldSchemas] = [
    await enabledSyncConfigs(tx, workspaceId),
    await listConnections(tx, workspaceId),
    await loadFieldSchemas(tx, workspaceId),
  ];
  return compilePlan({ version: '', workspaceId, configs, connections, connectors: ctx.connectors, fieldSchemas });
}

async function preview(
  ctx: EngineContext,
  tx: Sql,
  plan: SyncPlan,
  ids: readonly string[],
  actor: string,
): Promise<EntityPreview[]> {
  const { workspaceId } = plan;
  const before = new Map([...(await loadEntityStates(tx, workspaceId, ids))].map(([id, { fields }]) => [id, fields]));
  const work = await openWork(tx, plan, reevaluationSource(workspaceId, actor), ctx.clock.now(), ids);
  for (const state of work.states.values()) for (const mapping of state.mappings) remergeSeen(work, state, mapping);
  return ids.flatMap((id) => {
    const state = work.states.get(id);
    return state && state.deletedAt === null ? [previewOf(work, state, before.get(id) ?? {})] : [];
  });
}

function previewOf(work: MergeWork, state: EntityState, before: Readonly<Record<string, Json>>): EntityPreview {
  const twins = decideWritebacks(work, [state]).flatMap(({ op, connectionId, stream }): SidePreview[] => {
    const member = work.plan.memberOf(connectionId, stream);
    if (op !== 'create' || !member) return [];
    return [{ connectionId, stream, externalId: null, op, fields: made(work, state, member) }];
  });
  const standing = state.mappings.flatMap((mapping) => sideOf(work, state, mapping));
  const sides = [...standing, ...twins];
  const hub = differences(before, state.fields);
  const isWork = hub.length > 0 || sides.some(({ op }) => op !== 'none');
  const isNow = state.steps.length > 0 || work.touched.has(state);
  return {
    entityId: state.id,
    kind: state.kind,
    title: titleOf(state.fields),
    when: isWork ? (isNow ? 'at_once' : 'next_change') : 'in_step',
    hub,
    sides,
    conflicts: work.conflicts
      .filter((each) => each.state === state)
      .map(({ member, conflict }) => ({ side: member.key, field: conflict.field, message: conflict.message })),
  };
}

/** What a twin would be made with. */
function made(work: MergeWork, state: EntityState, member: PlanMember): SideFieldPreview[] {
  return outward(work, state, member).flatMap((rule) => {
    const value = rule.project(state.fields[rule.field], undefined);
    return value === undefined || value === null ? [] : [{ field: rule.remote, from: null, to: value, isLeft: false }];
  });
}

/** What would be written to a record, and what else of it is not as the hub has it; empty: it shows what it should. */
function sideOf(work: MergeWork, state: EntityState, mapping: MappingState): SidePreview[] {
  const { connectionId, stream, externalId, shadow } = mapping;
  const member = work.plan.memberOf(connectionId, stream);
  if (!member || mapping.state === 'gone') return [];
  const rules = rulesOf(member, work.references, state);
  const { patch, awaiting } = planPatch(member.key, state.fields, shadow, rules, (remote) =>
    isWritable(member, remote),
  );
  const wanted = [...Object.entries(patch), ...awaiting.map(({ rule, value }) => [rule.remote, value] as const)];
  const written = new Map(wanted);
  const fields = outward(work, state, member).flatMap(({ remote, field, project }): SideFieldPreview[] => {
    const from = shadow.seen[remote] ?? null;
    const to = written.get(remote) ?? project(state.fields[field], shadow.seen[remote]) ?? from;
    return sameValue(from, to) ? [] : [{ field: remote, from, to, isLeft: !written.has(remote) }];
  });
  if (fields.length === 0) return [];
  return [{ connectionId, stream, externalId, op: written.size > 0 ? 'update' : 'none', fields }];
}

function outward(work: MergeWork, state: EntityState, member: PlanMember) {
  return rulesOf(member, work.references, state).filter(
    (rule) => rule.direction !== 'in' && rule.direction !== 'none' && isWritable(member, rule.remote),
  );
}

function differences(before: Readonly<Record<string, Json>>, after: Readonly<Record<string, Json>>): FieldPreview[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((field) => {
    const [from, to] = [before[field] ?? null, after[field] ?? null];
    return sameValue(from, to) ? [] : [{ field, from, to }];
  });
}

function titleOf(fields: Readonly<Record<string, Json>>): string | null {
  const title = fields['title'] ?? fields['name'] ?? fields['subject'];
  return typeof title === 'string' ? title : null;
}

/** Carries a preview out of the transaction that it rolls back. */
class Previewed extends Error {
  readonly outcome: PreviewOutcome;

  constructor(outcome: PreviewOutcome) {
    super('A preview');
    this.outcome = outcome;
  }
}

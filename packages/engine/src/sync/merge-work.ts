import type { FieldConflict, FieldDecision, Json, Unmappable } from '@syncline/core';
import type { AttemptRow, MatchKey } from '@syncline/store';
import { type EntityState, type MappingState, newEntityStep } from './entity-steps.ts';
import type { LinkedReferences } from './linked-references.ts';
import type { PlanMember, SyncPlan } from './sync-plan.ts';

/** Who changes entities, and on what evidence: goes into their history. */
export interface WorkSource {
  readonly workspaceId: number;
  /** `syncline` for decisions of its own, or who asked. */
  readonly actor: string | null;
  readonly connectionId: number | null;
  readonly stream: string | null;
  readonly pageId: number | null;
  readonly processId: string | null;
  readonly correlationId: string | null;
  readonly method: MappingState['method'];
  readonly lane: 'live' | 'bulk';
  /** Rule 3.12: a backfill links without firing automation. */
  readonly isBackfill: boolean;
  /** A new entity is wanted there, whether twins are made there or not: somebody asked for it. */
  readonly wantedAt?: { readonly connectionId: number; readonly stream: string; readonly scope: string } | undefined;
  /** This record is what we made for the entity, whether our key shows on it or not. */
  readonly boundTo?: BoundTo | undefined;
}

export interface BoundTo {
  readonly stream: string;
  readonly externalId: string;
  readonly entityId: string;
  /** A person said so: it was not made for the entity. An entity that there is not: it is a new one. */
  readonly isDecided: boolean;
}

/** Entities under one lock, what was decided about them, and what follows from it. */
export interface MergeWork {
  readonly plan: SyncPlan;
  readonly source: WorkSource;
  readonly now: Date;
  readonly states: Map<string, EntityState>;
  references: LinkedReferences;
  /** Writes of ours that may still show at the entities' remotes, newest first. */
  readonly attempts: AttemptRow[];
  readonly conflicts: {
    readonly state: EntityState;
    readonly mapping: MappingState;
    readonly member: PlanMember;
    readonly conflict: FieldConflict;
  }[];
  readonly unmappable: {
    readonly state: EntityState;
    readonly mapping: MappingState;
    readonly member: PlanMember;
    readonly problem: Unmappable;
  }[];
  /** Fields of attempts that were seen to have landed. */
  readonly landed: { readonly attemptId: number; readonly remote: string }[];
  /** Fields that are held no longer: their items are closed. */
  readonly released: {
    readonly state: EntityState;
    readonly mapping: MappingState;
    readonly remote: string;
  }[];
  readonly overridden: { readonly state: EntityState; readonly member: string; readonly decision: FieldDecision }[];
  /** Linked by a backfill: the differences that this leaves at their twins are accepted (rule 3.12). */
  readonly accepting: Set<EntityState>;
  /** Values that records came to show: those who wait to be recognised by them are looked at again. */
  readonly stirred: MatchKey[];
  /** `connection stream id` of those among them that were looked at just now. */
  readonly lookedAt: Set<string>;
  /** Entities that what we had made of them was linked to: that is nobody's edit. */
  readonly bound: Set<EntityState>;
  /** Entities that were deleted before what we had made of them was found: it goes too. */
  readonly unwanted: Set<EntityState>;
  /** Entities whose twins may have to be written. */
  readonly touched: Set<EntityState>;
}

/** What a merge, a link or an edit decided about one entity. */
export interface FieldOutcome {
  readonly patch: Readonly<Record<string, Json>>;
  readonly origins: Readonly<Record<string, { readonly at: string; readonly by: string }>>;
  readonly decisions: readonly FieldDecision[];
}

/** Brings an outcome into the entity: fields, where they come from, and a line of history when anything changed. */
export function applyOutcome(
  work: MergeWork,
  state: EntityState,
  by: string,
  outcome: FieldOutcome,
  step: { readonly decision: string; readonly alsoChanged?: boolean; readonly remoteUpdatedAt?: Date | string | null },
): boolean {
  const replaced: Record<string, Json> = {};
  for (const field of Object.keys(outcome.patch)) replaced[field] = state.fields[field] ?? null;
  for (const decision of outcome.decisions)
    if (decision.overridden !== undefined) work.overridden.push({ state, member: by, decision });
  const changed = Object.keys(outcome.patch).length > 0 || step.alsoChanged === true;
  if (!changed) return false;
  state.version += 1;
  state.fields = { ...state.fields, ...outcome.patch };
  for (const [field, origin] of Object.entries(outcome.origins))
    state.origins = { ...state.origins, [field]: { ...origin, version: state.version } };
  state.steps.push(
    newEntityStep(work.source, state, {
      replaced,
      decision: step.decision,
      decisions: outcome.decisions,
      remoteUpdatedAt: step.remoteUpdatedAt ?? null,
    }),
  );
  return true;
}

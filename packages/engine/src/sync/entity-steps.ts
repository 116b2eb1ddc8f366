import type { FieldDecision, Json } from '@syncline/core';
import type { EntityState, EntityStep } from '@syncline/store';
import type { WorkSource } from './merge-work.ts';

export type { EntityState, MappingState } from '@syncline/store';

/** A line of history for the version that the entity has just reached. */
export function newEntityStep(
  source: WorkSource,
  state: EntityState,
  change: {
    readonly replaced: Readonly<Record<string, Json>>;
    readonly decision: string;
    readonly decisions: readonly FieldDecision[];
    readonly event?: EntityStep['event'];
    readonly remoteUpdatedAt: Date | string | null;
  },
): EntityStep {
  return {
    version: state.version,
    replaced: change.replaced,
    decision: change.decision,
    decisions: change.decisions,
    event: change.event ?? 'entity.updated',
    actor: source.actor,
    connectionId: source.connectionId,
    stream: source.stream,
    pageId: source.pageId,
    processId: source.processId,
    remoteUpdatedAt: change.remoteUpdatedAt,
  };
}

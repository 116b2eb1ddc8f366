import type { Json } from '@syncline/core';
import type { PersonChange, PersonRecordRow } from '@syncline/store';
import type { EntityState } from '../sync/entity-steps.ts';

/**
 * Whether the side of a user's record brought what a field holds of them: the last change after which it held it, that
 * had not before. What was there from the first on comes from where the entity was made.
 */
export function saidByRecord(given: {
  readonly state: EntityState;
  /** Newest first. */
  readonly changes: readonly PersonChange[];
  readonly field: string;
  holds(value: Json | undefined): boolean;
  readonly record: PersonRecordRow;
}): boolean {
  const { state, changes, field, holds, record } = given;
  const bringing = changes.find(({ replaced }) => field in replaced && !holds(replaced[field]));
  if (!bringing) return state.mappings.find(({ home }) => home)?.connectionId === record.connectionId;
  if (bringing.connectionId !== null) return bringing.connectionId === record.connectionId;
  // Taken later than it was read, when more was known: the value still says whose it is.
  const origin = state.origins[field];
  return origin?.version === bringing.version && origin.by.startsWith(`${record.connectionName}/`);
}

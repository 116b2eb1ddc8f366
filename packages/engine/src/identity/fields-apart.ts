import { type FieldOrigin, type Json, sameValue } from '@syncline/core';
import type { MergeRow, StepSince } from '@syncline/store';

export interface FieldsOfOne {
  readonly fields: Readonly<Record<string, Json>>;
  readonly origins: Readonly<Record<string, FieldOrigin>>;
}

/**
 * What each of the two holds when a merge is taken apart: what it held before, with the edits since of the records that go with
 * it. Edits made in the hub were made to the survivor. `places` are `connection/stream` of the loser's records. Pure.
 */
export function fieldsApart(
  merge: Pick<MergeRow, 'survivorBefore' | 'loserBefore'>,
  now: FieldsOfOne,
  steps: readonly StepSince[],
  places: ReadonlySet<string>,
): { readonly survivor: FieldsOfOne; readonly loser: FieldsOfOne } {
  const survivor = copyOf(merge.survivorBefore);
  const loser = copyOf(merge.loserBefore);
  // What a step brought stands in what the next one to change the field replaced, or in the entity.
  const after: Record<string, Json | undefined> = { ...now.fields };
  const brought = steps.toReversed().flatMap((step) => {
    const isLosers = places.has(`${step.connectionId}/${step.stream}`);
    return Object.entries(step.replaced).map(([field, before]) => {
      const value = after[field] ?? null;
      after[field] = before;
      return { field, value, isLosers, version: step.version };
    });
  });
  for (const { field, value, isLosers, version } of brought.toReversed()) {
    const side = isLosers ? loser : survivor;
    if (sameValue(side.fields[field] ?? null, value)) continue;
    side.fields[field] = value;
    const origin = now.origins[field];
    if (origin && origin.version === version) side.origins[field] = origin;
  }
  return { survivor, loser };
}

function copyOf({ fields, origins }: FieldsOfOne) {
  return { fields: { ...fields }, origins: { ...origins } };
}

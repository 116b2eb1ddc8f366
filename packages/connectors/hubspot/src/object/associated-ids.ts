import { asItem } from '@syncline/connector-sdk';
import type { Association } from './field.ts';

/** A record at the other end of an association, and in which ways it is associated. */
export interface AssociatedId {
  readonly id: string;
  readonly typeIds: readonly number[];
}

/** The `to` of an answer to a batch read of associations (v4): `[{ toObjectId, associationTypes: [{ typeId }] }]`; null for what is none. */
export function associatedIds(value: unknown): readonly AssociatedId[] | null {
  if (!Array.isArray(value)) return null;
  const found: AssociatedId[] = [];
  for (const entry of value) {
    const id = asItem(entry)?.['toObjectId'];
    const types = asItem(entry)?.['associationTypes'];
    if ((typeof id !== 'string' && typeof id !== 'number') || !Array.isArray(types)) return null;
    const typeIds = types.flatMap((type) => {
      const typeId = asItem(type)?.['typeId'];
      return typeof typeId === 'number' ? typeId : [];
    });
    found.push({ id: String(id), typeIds });
  }
  return found.sort((a, b) => bySize(a.id, b.id));
}

/** The one that a field of one reference shows: the primary one, or where there is no such thing the one with the smallest id. */
export function firstOf(ids: readonly AssociatedId[], { primaryTypeId }: Association): AssociatedId | null {
  const [smallest] = ids;
  if (primaryTypeId === undefined) return smallest ?? null;
  return ids.find(({ typeIds }) => typeIds.includes(primaryTypeId)) ?? null;
}

/** Ids are numbers in text, some above 2^53. */
export function bySize(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

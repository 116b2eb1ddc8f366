import type { DescribedField } from '@syncline/connector-sdk';
import type { FieldDrift, FieldSchemaRow } from '@syncline/store';

export type StoredField = Omit<FieldSchemaRow, 'readAt'>;

export interface FieldComparison {
  /** All fields of the stream as they are now known. */
  readonly rows: readonly StoredField[];
  /** Fields that came to differ from what the field maps rely on, or differ in another way than before. */
  readonly drifted: readonly (StoredField & { readonly drift: FieldDrift })[];
  /** Fields that are as relied on again, or that nobody maps any more. */
  readonly settled: readonly StoredField[];
}

/**
 * What the vendor describes now, against what was agreed on. Only a field that a field map speaks of (`relied`) drifts;
 * the others are followed wherever they go. Names, options and who may write it may change: that is no drift. Pure.
 * `nextSeq`: the read sequence from which on reads show a field that has come back.
 */
export function compareFields(
  place: { readonly connectionId: number; readonly stream: string },
  known: readonly FieldSchemaRow[],
  described: readonly DescribedField[],
  relied: ReadonlySet<string>,
  { nextSeq, now }: { readonly nextSeq: number; readonly now: Date },
): FieldComparison {
  const found = new Map(described.map((field) => [field.key, field]));
  const rows: StoredField[] = [];
  const drifted: (StoredField & { drift: FieldDrift })[] = [];
  const settled: StoredField[] = [];
  for (const { readAt: _, ...before } of known) {
    const field = found.get(before.key) ?? null;
    found.delete(before.key);
    const drift = relied.has(before.key) ? driftOf(before, field) : null;
    const row: StoredField = {
      ...before,
      found: field,
      agreed: drift === null && field !== null ? field : before.agreed,
      drift,
      driftedAt: drift === null ? null : (before.driftedAt ?? now),
      returnedSeq: before.found === null && field !== null ? nextSeq : before.returnedSeq,
    };
    rows.push(row);
    if (drift !== null && drift !== before.drift) drifted.push({ ...row, drift });
    if (drift === null && before.drift !== null) settled.push(row);
  }
  for (const field of found.values())
    rows.push({
      ...place,
      key: field.key,
      agreed: field,
      found: field,
      drift: null,
      driftedAt: null,
      returnedSeq: null,
    });
  return { rows, drifted, settled };
}

function driftOf({ agreed }: StoredField, found: DescribedField | null): FieldDrift | null {
  if (found === null) return 'gone';
  return found.type === agreed.type ? null : 'type_changed';
}

import type { CanonicalField, ImportKind } from '../canonical-fields.ts';
import type { ManifestColumn, ManifestRecord } from '../manifest.ts';

/** By what a record of a kind can be told: one of these has to be there. */
const tellingFields: Readonly<Record<ImportKind, readonly string[]>> = {
  account: ['name', 'domain'],
  contact: ['last_name', 'email'],
  deal: ['name'],
};

interface PlacedColumn {
  readonly field: CanonicalField;
  readonly column: ManifestColumn;
}

/** The records of a row: accounts first, since the others name them. Kinds without what tells a record are left out. */
export function recordsOf(fields: readonly PlacedColumn[], keyColumn: string | null): ManifestRecord[] {
  const kinds = (['account', 'contact', 'deal'] as const).filter((kind) =>
    fields.some(({ field }) => field.kind === kind && tellingFields[kind].includes(field.field)),
  );
  const main = kinds.includes('deal') ? 'deal' : kinds.includes('contact') ? 'contact' : 'account';
  return kinds.map((kind) => ({
    kind,
    key: kind === main && keyColumn !== null ? [keyColumn] : [],
    fields: Object.fromEntries(
      fields.filter(({ field }) => field.kind === kind).map(({ field, column }) => [field.field, column]),
    ),
    links: kind !== 'account' && kinds.includes('account') ? { account: 'account' as const } : {},
  }));
}

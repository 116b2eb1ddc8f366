import { type CanonicalField, foldName, type ImportKind, runningNames, whoseKeyNames } from '../canonical-fields.ts';
import type { ManifestColumn, ManifestRecord } from '../manifest.ts';

/** By what a record of a kind can be told: one of these has to be there. */
const tellingFields: Readonly<Record<ImportKind, readonly string[]>> = {
  account: ['name', 'domain'],
  contact: ['last_name', 'email'],
  deal: ['name'],
  inventory_item: ['name', 'sku'],
  interest: ['words', 'category'],
};

/** Those that others name stand before them; what a row is about is the last. */
const inOrder: readonly ImportKind[] = ['account', 'contact', 'deal', 'inventory_item', 'interest'];

interface PlacedColumn {
  readonly field: CanonicalField;
  readonly column: ManifestColumn;
}

/** The records of a row: accounts first, since the others name them. Kinds without what tells a record are left out. */
export function recordsOf(fields: readonly PlacedColumn[], keyColumn: string | null): ManifestRecord[] {
  const told = inOrder.filter((kind) =>
    fields.some(({ field }) => field.kind === kind && tellingFields[kind].includes(field.field)),
  );
  // An interest is somebody's.
  const kinds = told.filter((kind) => kind !== 'interest' || told.includes('contact') || told.includes('account'));
  const isNumbered = fields.some(({ field }) => field.kind === 'inventory_item' && field.field === 'sku');
  const keyed = keyColumn === null ? null : keyedBy(keyColumn, kinds, isNumbered);
  return kinds.map((kind) => ({
    kind,
    key: kind === keyed && keyColumn !== null ? [keyColumn] : [],
    fields: Object.fromEntries(
      fields.filter(({ field }) => field.kind === kind).map(({ field, column }) => [field.field, column]),
    ),
    links: linksOf(kind, kinds),
  }));
}

/**
 * What the rows are about; the number of a customer in a list of interests is the customer's. What has a number of its own
 * is told by that, and nobody numbers what somebody looks for: the column counts the rows then.
 */
function keyedBy(column: string, kinds: readonly ImportKind[], isNumbered: boolean): ImportKind | null {
  const main = kinds.at(-1) ?? null;
  if (main === 'inventory_item') return isNumbered ? null : main;
  if (main !== 'interest') return main;
  const name = foldName(column);
  if (runningNames.has(name)) return null;
  if (!whoseKeyNames.has(name)) return main;
  return kinds.includes('contact') ? 'contact' : 'account';
}

function linksOf(kind: ImportKind, kinds: readonly ImportKind[]): ManifestRecord['links'] {
  const linked: readonly ImportKind[] =
    kind === 'interest' ? ['contact', 'account'] : kind === 'contact' || kind === 'deal' ? ['account'] : [];
  return Object.fromEntries(linked.filter((each) => kinds.includes(each)).map((each) => [each, each]));
}

import type { components } from '@syncline/api-client';

export type Manifest = components['schemas']['ImportManifest'];
export type ManifestRecord = Manifest['records'][number];
export type ColumnRule = ManifestRecord['fields'][string];
export type ImportField = components['schemas']['ImportFields']['items'][number];
export type Kind = ManifestRecord['kind'];

/** What a column is taken for; several where it holds a whole name. */
export interface Place {
  readonly kind: Kind;
  readonly field: string;
  readonly rule: ColumnRule;
}

/** A column that is several fields of one record, each by its part of a cell. */
interface Composite {
  readonly choice: string;
  readonly kind: Kind;
  readonly label: string;
  readonly parts: readonly (readonly [field: string, as: ColumnRule['as']])[];
}

function composite(kind: Kind, label: string, ...parts: Composite['parts']): Composite {
  return { choice: `${kind}.${parts.map(([field]) => field).join('+')}`, kind, label, parts };
}

export const composites: readonly Composite[] = [
  composite('contact', 'contact whole name', ['first_name', 'first_name'], ['last_name', 'last_name']),
  composite('inventory_item', 'inventory item price with its currency', ['price', 'number'], ['currency', 'currency']),
  composite('interest', 'interest price range', ['price_from', 'range_from'], ['price_to', 'range_to']),
];

/** Those that others name first; what rows are about is the last of them. */
export const kinds: readonly Kind[] = ['account', 'contact', 'deal', 'inventory_item', 'interest'];

export function placesOf(manifest: Manifest, column: string): Place[] {
  return manifest.records.flatMap(({ kind, fields }) =>
    Object.entries(fields).flatMap(([field, rule]) => (rule.column === column ? [{ kind, field, rule }] : [])),
  );
}

/** `contact.email`, `contact.first_name+last_name`, or '' for a column that is left out. */
export function choiceOf(places: readonly Place[]): string {
  const [place, ...others] = places;
  if (!place) return '';
  const fields = places.map(({ field }) => field);
  const whole = composites.find(
    ({ kind, parts }) => kind === place.kind && parts.every(([field]) => fields.includes(field)),
  );
  return others.length > 0 && whole ? whole.choice : `${place.kind}.${place.field}`;
}

/** The column as that field and no other; whatever was that field before is left out. */
export function withChoice(
  manifest: Manifest,
  column: string,
  choice: string,
  fields: readonly ImportField[],
): Manifest {
  const cleared = manifest.records.map((record) => ({
    ...record,
    fields: Object.fromEntries(Object.entries(record.fields).filter(([, rule]) => rule.column !== column)),
  }));
  const added = newPlaces(manifest, column, choice, fields);
  const present = kinds.filter(
    (kind) =>
      added.some((place) => place.kind === kind) ||
      cleared.some((record) => record.kind === kind && Object.keys(record.fields).length > 0),
  );
  const records = present.map((kind): ManifestRecord => {
    const standing = cleared.find((record) => record.kind === kind);
    const own = added.filter((place) => place.kind === kind).map(({ field, rule }) => [field, rule] as const);
    return {
      kind,
      key: standing?.key ?? [],
      fields: { ...standing?.fields, ...Object.fromEntries(own) },
      links: linksOf(kind, present, standing),
    };
  });
  return { ...manifest, records };
}

function linksOf(kind: Kind, present: readonly Kind[], standing: ManifestRecord | undefined): ManifestRecord['links'] {
  const named: readonly Kind[] =
    kind === 'interest' ? ['contact', 'account'] : kind === 'contact' || kind === 'deal' ? ['account'] : [];
  const kept = Object.entries(standing?.links ?? {}).filter(([, to]) => present.includes(to));
  return Object.fromEntries([...kept, ...named.filter((each) => present.includes(each)).map((each) => [each, each])]);
}

function newPlaces(manifest: Manifest, column: string, choice: string, fields: readonly ImportField[]): Place[] {
  if (choice === '') return [];
  const [kind = '', field = ''] = choice.split('.');
  const rule = (as: ColumnRule['as']): ColumnRule => ({ column, as, whenEmpty: 'keep' });
  const whole = composites.find((each) => each.choice === choice);
  if (whole)
    return whole.parts.map(([part, as]) => ({ kind: whole.kind, field: part, rule: { ...rule(as), ...openOf(as) } }));
  const standing = placesOf(manifest, column).find((place) => choiceOf([place]) === choice);
  if (standing) return [standing];
  const as = fields.find((each) => each.kind === kind && each.field === field)?.as ?? 'text';
  return [{ kind: kind as Kind, field, rule: { ...rule(as), ...openOf(as) } }];
}

/** What is not said yet of how values are written. */
function openOf(as: ColumnRule['as']): Partial<ColumnRule> {
  if (as === 'date' || as === 'datetime') return { dateOrder: null };
  return hasDecimals(as) ? { decimal: '.' } : {};
}

export function hasDecimals(as: ColumnRule['as']): boolean {
  return as === 'number' || isEnd(as);
}

function isEnd(as: ColumnRule['as']): boolean {
  return as === 'range_from' || as === 'range_to';
}

/** Otherwise read, by any part of what is said of it; both ends of a range are written alike. */
export function withRule(manifest: Manifest, { kind, field, rule }: Place, change: Partial<ColumnRule>): Manifest {
  const isMeant = (name: string, each: ColumnRule): boolean =>
    name === field || (each.column === rule.column && isEnd(each.as) && isEnd(rule.as));
  const records = manifest.records.map((record) => {
    if (record.kind !== kind) return record;
    const fields = Object.entries(record.fields).map(
      ([name, each]) => [name, isMeant(name, each) ? { ...each, ...change } : each] as const,
    );
    return { ...record, fields: Object.fromEntries(fields) };
  });
  return { ...manifest, records };
}

/** The kind that rows are about: the one that names the others. */
function mainKind({ records }: Manifest): Kind | null {
  return kinds.toReversed().find((kind) => records.some((record) => record.kind === kind)) ?? null;
}

export function isKey(manifest: Manifest, column: string): boolean {
  return manifest.records.some(({ key }) => key.includes(column));
}

/** Whether a column names the record that rows are about. */
export function withKey(manifest: Manifest, column: string, is: boolean): Manifest {
  const main = mainKind(manifest);
  const records = manifest.records.map((record) => {
    const others = record.key.filter((each) => each !== column);
    return { ...record, key: is && record.kind === main ? [...others, column] : others };
  });
  return { ...manifest, records };
}

/** What of a column's notation is still open. */
export function isOpen({ rule }: Place): boolean {
  const isDate = rule.as === 'date' || rule.as === 'datetime';
  return (isDate && !rule.dateOrder) || (hasDecimals(rule.as) && rule.decimal === null);
}

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

/** The column holds whole names of people, which are parted. */
export const WHOLE_NAME = 'contact.first_name+last_name';

const order: readonly Kind[] = ['account', 'contact', 'deal'];

export function placesOf(manifest: Manifest, column: string): Place[] {
  return manifest.records.flatMap(({ kind, fields }) =>
    Object.entries(fields).flatMap(([field, rule]) => (rule.column === column ? [{ kind, field, rule }] : [])),
  );
}

/** `contact.email`, the whole name of a person, or '' for a column that is left out. */
export function choiceOf(places: readonly Place[]): string {
  if (places.length > 1) return WHOLE_NAME;
  const [place] = places;
  return place ? `${place.kind}.${place.field}` : '';
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
  const kinds = order.filter(
    (kind) =>
      added.some((place) => place.kind === kind) ||
      cleared.some((record) => record.kind === kind && Object.keys(record.fields).length > 0),
  );
  const records = kinds.map((kind): ManifestRecord => {
    const standing = cleared.find((record) => record.kind === kind);
    const own = added.filter((place) => place.kind === kind).map(({ field, rule }) => [field, rule] as const);
    return {
      kind,
      key: standing?.key ?? [],
      fields: { ...standing?.fields, ...Object.fromEntries(own) },
      links: kind !== 'account' && kinds.includes('account') ? { ...standing?.links, account: 'account' } : {},
    };
  });
  return { ...manifest, records };
}

function newPlaces(manifest: Manifest, column: string, choice: string, fields: readonly ImportField[]): Place[] {
  if (choice === '') return [];
  const [kind = '', field = ''] = choice.split('.');
  const rule = (as: ColumnRule['as']): ColumnRule => ({ column, as, whenEmpty: 'keep' });
  if (choice === WHOLE_NAME)
    return (['first_name', 'last_name'] as const).map((part) => ({ kind: 'contact', field: part, rule: rule(part) }));
  const standing = placesOf(manifest, column).find((place) => choiceOf([place]) === choice);
  if (standing) return [standing];
  const as = fields.find((each) => each.kind === kind && each.field === field)?.as ?? 'text';
  const open =
    as === 'date' || as === 'datetime' ? { dateOrder: null } : as === 'number' ? { decimal: '.' as const } : {};
  return [{ kind: kind as Kind, field, rule: { ...rule(as), ...open } }];
}

/** Otherwise read, by any part of what is said of it. */
export function withRule(manifest: Manifest, { kind, field }: Place, change: Partial<ColumnRule>): Manifest {
  const records = manifest.records.map((record) =>
    record.kind === kind && record.fields[field]
      ? { ...record, fields: { ...record.fields, [field]: { ...record.fields[field], ...change } } }
      : record,
  );
  return { ...manifest, records };
}

/** The kind that rows are about: the one that names the others. */
function mainKind({ records }: Manifest): Kind | null {
  return order.toReversed().find((kind) => records.some((record) => record.kind === kind)) ?? null;
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
  return (isDate && !rule.dateOrder) || (rule.as === 'number' && rule.decimal === null);
}

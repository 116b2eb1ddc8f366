import type { ImportKind, ProjectedRecord } from '@syncline/imports';
import {
  findImportKeys,
  type ImportKey,
  type RecognisedEntity,
  recogniseEntities,
  recogniseTheirs,
  type Sql,
  sameTogether,
} from '@syncline/store';

/** Which entity a record of a row is about. */
export type Resolved =
  | { readonly outcome: 'known'; readonly entityId: string; readonly key: ImportKey }
  | { readonly outcome: 'recognised'; readonly entityId: string; readonly by: string }
  | { readonly outcome: 'new' }
  | { readonly outcome: 'ambiguous'; readonly entityIds: readonly string[]; readonly by: string };

/** Looks many records up at once; what rows of the same round make is added with `noteNew`. */
export interface Resolver {
  /** `row` holds the entities that the records before it came to, by their kinds. */
  resolve(record: ProjectedRecord, row: ReadonlyMap<string, string>): Resolved;
  noteNew(record: ProjectedRecord, entityId: string): void;
  readonly entityIds: readonly string[];
}

interface Trait {
  readonly by: string;
  readonly value: string;
}

export async function createResolver(
  tx: Sql,
  workspaceId: number,
  source: string,
  rows: readonly (readonly ProjectedRecord[])[],
): Promise<Resolver> {
  const records = rows.flat();
  const keys = new Map(
    (await findImportKeys(tx, workspaceId, source, records)).map((key) => [`${key.kind} ${key.key}`, key]),
  );
  const unknown = records.filter((record) => !keys.has(`${record.kind} ${record.key}`));
  const values = (by: string): string[] =>
    unknown.flatMap((record) =>
      traitsOf(record)
        .filter((each) => each.by === by)
        .map(({ value }) => value),
    );
  const own = await recogniseEntities(tx, workspaceId, source, {
    emails: values('email'),
    domains: values('domain'),
    names: values('name'),
    skus: values('sku'),
    items: values('name and category'),
  });
  const placeOf = (record: ProjectedRecord): readonly string[] => {
    const key = keys.get(`${record.kind} ${record.key}`);
    if (key) return [key.entityId];
    const isOf = (found: RecognisedEntity): boolean =>
      found.kind === record.kind && traitsOf(record).some(({ by, value }) => found.by === by && found.value === value);
    return own.filter(isOf).map(({ entityId }) => entityId);
  };
  const people = await recogniseTheirs(tx, workspaceId, source, {
    people: rows.flatMap((row) => theirsIn(row, placeOf, 'contact', 'account')),
    wishes: [],
  });
  const wishes = await recogniseTheirs(tx, workspaceId, source, {
    people: [],
    wishes: rows.flatMap((row) => {
      const names = new Set(theirsIn(row, placeOf, 'contact', 'account'));
      const named = people.filter(({ value }) => names.has(value)).map(({ entityId }) => entityId);
      return [
        ...theirsIn(row, (record) => [...placeOf(record), ...named], 'interest', 'contact'),
        ...theirsIn(row, placeOf, 'interest', 'account'),
      ];
    }),
  });
  const found = [...own, ...people, ...wishes];
  const made = new Map<string, string>();
  /** Numbers that rows of this round have given to items without one. */
  const numbered = new Map<string, string>();
  const candidates = Map.groupBy(found, (each) => `${each.kind} ${each.by} ${each.value}`);
  return {
    entityIds: [
      ...new Set([...[...keys.values()].map(({ entityId }) => entityId), ...found.map(({ entityId }) => entityId)]),
    ],
    resolve(record, row) {
      const key = keys.get(`${record.kind} ${record.key}`);
      if (key) return { outcome: 'known', entityId: key.entityId, key };
      const before = made.get(`${record.kind} key ${record.key}`);
      if (before !== undefined) return { outcome: 'recognised', entityId: before, by: 'a row above' };
      for (const { by, value } of [...traitsOf(record), ...theirTraits(record, row)]) {
        const mine = record.key.startsWith('key ') ? undefined : made.get(`${record.kind} ${by} ${value}`);
        if (mine !== undefined) return { outcome: 'recognised', entityId: mine, by: 'a row above' };
        const fitting = (candidates.get(`${record.kind} ${by} ${value}`) ?? []).filter((each) =>
          mayBe({ ...each, own: numbered.get(each.entityId) ?? each.own }, record),
        );
        const ids = [...new Set(fitting.map(({ entityId }) => entityId))];
        if (ids.length > 1) return { outcome: 'ambiguous', entityIds: ids, by };
        if (ids.length === 0) continue;
        const sku = ownOf(record);
        if (record.kind === 'inventory_item' && sku !== null) numbered.set(ids[0]!, sku);
        return { outcome: 'recognised', entityId: ids[0]!, by };
      }
      return { outcome: 'new' };
    },
    noteNew(record, entityId) {
      made.set(`${record.kind} key ${record.key}`, entityId);
      // Two items of one name may have two numbers.
      const isNumbered = record.kind === 'inventory_item' && ownOf(record) !== null;
      for (const { by, value } of traitsOf(record))
        if (!isNumbered || by === 'sku') made.set(`${record.kind} ${by} ${value}`, entityId);
    },
  };
}

/** What a record is recognised by, the surest first. */
function traitsOf({ kind, fields }: ProjectedRecord): Trait[] {
  const trait = (by: string): Trait[] => (typeof fields[by] === 'string' ? [{ by, value: lower(fields[by]) }] : []);
  if (kind === 'contact') return trait('email');
  if (kind === 'account') return [...trait('domain'), ...trait('name')];
  if (kind !== 'inventory_item') return [];
  const named = { by: 'name and category', value: sameTogether(textOf(fields['name']), textOf(fields['category'])) };
  return [...trait('sku'), ...(typeof fields['name'] === 'string' ? [named] : [])];
}

/** What a record is recognised by beside those that the row says it belongs to: a person at a company, what somebody looks for. */
function theirTraits({ kind, fields, links }: ProjectedRecord, row: ReadonlyMap<string, string>): Trait[] {
  const of = (each: ImportKind): string | undefined =>
    Object.values(links).includes(each) ? row.get(each) : undefined;
  const text = (name: string): string => textOf(fields[name]);
  if (kind === 'contact') {
    const company = text('email') === '' && text('last_name') !== '' ? of('account') : undefined;
    const value = company && sameTogether(company, text('first_name'), text('last_name'));
    return value === undefined ? [] : [{ by: 'company and name', value }];
  }
  const whose = kind === 'interest' ? (of('contact') ?? of('account')) : undefined;
  const value = whose && sameTogether(whose, text('category'), text('words'));
  return value === undefined ? [] : [{ by: 'what is looked for', value }];
}

/** What the record of a kind may be recognised by, for all that the one it belongs to may be. */
function theirsIn(
  row: readonly ProjectedRecord[],
  placesOf: (record: ProjectedRecord) => readonly string[],
  kind: ImportKind,
  owner: ImportKind,
): string[] {
  const record = row.find((each) => each.kind === kind);
  const whose = row.find((each) => each.kind === owner);
  if (!record || !whose) return [];
  return placesOf(whose).flatMap((id) => theirTraits(record, new Map([[owner, id]])).map(({ value }) => value));
}

/** Files that give their records ids of their own mean another record by another id; two domains are two companies, two numbers two items. */
function mayBe(entity: RecognisedEntity, record: ProjectedRecord): boolean {
  if (entity.isKeyed && record.key.startsWith('key ')) return false;
  const own = ownOf(record);
  const differs = own !== null && typeof entity.own === 'string' && own !== lower(entity.own);
  return !(entity.by.startsWith('name') && differs);
}

/** What two companies, or two items, of one name differ by. */
function ownOf({ kind, fields }: ProjectedRecord): string | null {
  const own = fields[kind === 'inventory_item' ? 'sku' : 'domain'];
  return typeof own === 'string' ? lower(own) : null;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function lower(text: string): string {
  return text.toLowerCase();
}

import type { ImportKind, ProjectedRecord } from '@syncline/imports';
import {
  type EntityState,
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

/** Looks many records up at once; what rows of the same round come to is added with `note`, so that it is as if it had been found. */
export interface Resolver {
  /** `row` holds the entities that the records before it came to, by their kinds. */
  resolve(record: ProjectedRecord, row: ReadonlyMap<string, string>): Resolved;
  note(record: ProjectedRecord, state: EntityState, isNew: boolean, row: ReadonlyMap<string, string>): void;
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
  const traits = unknown.flatMap(traitsOf);
  const values = (by: string): string[] => [
    ...new Set(traits.filter((each) => each.by === by).map(({ value }) => value)),
  ];
  const own = await recogniseEntities(tx, workspaceId, source, {
    emails: values('email'),
    domains: values('domain'),
    names: values('name'),
    skus: values('sku'),
    items: values('name and category'),
  });
  const ownBy = Map.groupBy(own, placeOfTrait);
  const placeOf = (record: ProjectedRecord): readonly string[] => {
    const key = keys.get(`${record.kind} ${record.key}`);
    if (key) return [key.entityId];
    const found = traitsOf(record).flatMap((trait) => ownBy.get(placeOfTrait({ kind: record.kind, ...trait })) ?? []);
    return found.map(({ entityId }) => entityId);
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
  /** What rows of this round have come to, by their keys. */
  const above = new Map<string, string>();
  /** What tells these by now. */
  const noted = new Map<string, Pick<RecognisedEntity, 'own' | 'isKeyed'>>();
  const candidates = Map.groupBy(found, placeOfTrait);
  const asNoted = (each: RecognisedEntity): RecognisedEntity => {
    const { own = each.own, isKeyed = false } = noted.get(each.entityId) ?? {};
    return { ...each, own, isKeyed: each.isKeyed || isKeyed };
  };
  return {
    entityIds: [
      ...new Set([...[...keys.values()].map(({ entityId }) => entityId), ...found.map(({ entityId }) => entityId)]),
    ],
    resolve(record, row) {
      const key = keys.get(`${record.kind} ${record.key}`);
      if (key) return { outcome: 'known', entityId: key.entityId, key };
      const before = above.get(`${record.kind} ${record.key}`);
      if (before !== undefined) return { outcome: 'recognised', entityId: before, by: 'a row above' };
      for (const { by, value } of [...traitsOf(record), ...theirTraits(record, row)]) {
        const fitting = (candidates.get(placeOfTrait({ kind: record.kind, by, value })) ?? []).filter((each) =>
          mayBe(asNoted(each), record),
        );
        const ids = [...new Set(fitting.map(({ entityId }) => entityId))];
        if (ids.length > 1) return { outcome: 'ambiguous', entityIds: ids, by };
        if (ids.length === 0) continue;
        return { outcome: 'recognised', entityId: ids[0]!, by };
      }
      return { outcome: 'new' };
    },
    note(record, state, isNew, row) {
      const { kind, key } = record;
      const entityId = state.id;
      above.set(`${kind} ${key}`, entityId);
      noted.set(entityId, { own: ownOf(state), isKeyed: isOwnKey(record) || noted.get(entityId)?.isKeyed === true });
      if (!isNew) return;
      for (const { by, value } of [...traitsOf(record), ...besideOthers(record, row)]) {
        const place = placeOfTrait({ kind, by, value });
        const entity = { kind, by, value, entityId, own: null, isKeyed: false };
        candidates.set(place, [...(candidates.get(place) ?? []), entity]);
      }
    },
  };
}

const placeOfTrait = ({ kind, by, value }: Trait & { readonly kind: string }): string => `${kind} ${by} ${value}`;

/** What a record is recognised by, the surest first. */
function traitsOf({ kind, fields }: ProjectedRecord): Trait[] {
  const trait = (by: string): Trait[] => (typeof fields[by] === 'string' ? [{ by, value: lower(fields[by]) }] : []);
  if (kind === 'contact') return trait('email');
  if (kind === 'account') return [...trait('domain'), ...trait('name')];
  if (kind !== 'inventory_item') return [];
  const named = { by: 'name and category', value: sameTogether(textOf(fields['name']), textOf(fields['category'])) };
  return [...trait('sku'), ...(typeof fields['name'] === 'string' ? [named] : [])];
}

/** What a record is recognised by beside those that the row says it belongs to; a person with an address is known by that. */
function theirTraits(record: ProjectedRecord, row: ReadonlyMap<string, string>): Trait[] {
  const { kind, fields } = record;
  const isNamed = textOf(fields['email']) === '' && textOf(fields['last_name']) !== '';
  return kind === 'contact' && !isNamed ? [] : besideOthers(record, row);
}

/** What tells a record beside those that the row says it belongs to: a person at a company, what somebody looks for. */
function besideOthers({ kind, fields, links }: ProjectedRecord, row: ReadonlyMap<string, string>): Trait[] {
  const of = (each: ImportKind): string | undefined =>
    Object.values(links).includes(each) ? row.get(each) : undefined;
  const text = (name: string): string => textOf(fields[name]);
  if (kind === 'contact') {
    const company = of('account');
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
  if (entity.isKeyed && isOwnKey(record)) return false;
  const own = ownOf(record);
  const differs = own !== null && typeof entity.own === 'string' && own !== lower(entity.own);
  return !(entity.by.startsWith('name') && differs);
}

/** Whether the file gives it an id. */
function isOwnKey({ key }: ProjectedRecord): boolean {
  return key.startsWith('key ');
}

/** What two companies, or two items, of one name differ by. */
function ownOf({ kind, fields }: Pick<EntityState, 'kind' | 'fields'>): string | null {
  const own = fields[kind === 'inventory_item' ? 'sku' : 'domain'];
  return typeof own === 'string' ? lower(own) : null;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function lower(text: string): string {
  return text.toLowerCase();
}

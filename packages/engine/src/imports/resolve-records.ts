import type { Json } from '@syncline/core';
import type { ProjectedRecord } from '@syncline/imports';
import { findImportKeys, type ImportKey, type RecognisedEntity, recogniseEntities, type Sql } from '@syncline/store';

/** Which entity a record of a row is about. */
export type Resolved =
  | { readonly outcome: 'known'; readonly entityId: string; readonly key: ImportKey }
  | { readonly outcome: 'recognised'; readonly entityId: string; readonly by: string }
  | { readonly outcome: 'new' }
  | { readonly outcome: 'ambiguous'; readonly entityIds: readonly string[]; readonly by: string };

/** Looks many records up at once; what rows of the same round make is added with `noteNew`. */
export interface Resolver {
  resolve(record: ProjectedRecord): Resolved;
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
  records: readonly ProjectedRecord[],
): Promise<Resolver> {
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
  const found = await recogniseEntities(tx, workspaceId, source, {
    emails: values('email'),
    domains: values('domain'),
    names: values('name'),
  });
  const made = new Map<string, string>();
  const candidates = Map.groupBy(found, (each) => `${each.kind} ${each.by} ${each.value}`);
  return {
    entityIds: [
      ...new Set([...[...keys.values()].map(({ entityId }) => entityId), ...found.map(({ entityId }) => entityId)]),
    ],
    resolve(record) {
      const key = keys.get(`${record.kind} ${record.key}`);
      if (key) return { outcome: 'known', entityId: key.entityId, key };
      const own = made.get(`${record.kind} key ${record.key}`);
      if (own !== undefined) return { outcome: 'recognised', entityId: own, by: 'a row above' };
      for (const { by, value } of traitsOf(record)) {
        const mine = record.key.startsWith('key ') ? undefined : made.get(`${record.kind} ${by} ${value}`);
        if (mine !== undefined) return { outcome: 'recognised', entityId: mine, by: 'a row above' };
        const fitting = (candidates.get(`${record.kind} ${by} ${value}`) ?? []).filter((each) => mayBe(each, record));
        const ids = [...new Set(fitting.map(({ entityId }) => entityId))];
        if (ids.length === 1) return { outcome: 'recognised', entityId: ids[0]!, by };
        if (ids.length > 1) return { outcome: 'ambiguous', entityIds: ids, by };
      }
      return { outcome: 'new' };
    },
    noteNew(record, entityId) {
      made.set(`${record.kind} key ${record.key}`, entityId);
      for (const { by, value } of traitsOf(record)) made.set(`${record.kind} ${by} ${value}`, entityId);
    },
  };
}

/** What a record is recognised by, the surest first. */
function traitsOf({ kind, fields }: ProjectedRecord): Trait[] {
  const trait = (by: string): Trait[] => (typeof fields[by] === 'string' ? [{ by, value: lower(fields[by]) }] : []);
  if (kind === 'contact') return trait('email');
  return kind === 'account' ? [...trait('domain'), ...trait('name')] : [];
}

/** Files that give their records ids of their own mean another record by another id; two domains are two companies. */
function mayBe(entity: RecognisedEntity, record: ProjectedRecord): boolean {
  if (entity.isKeyed && record.key.startsWith('key ')) return false;
  const domain: Json | undefined = record.fields['domain'];
  const differs =
    typeof domain === 'string' && typeof entity.domain === 'string' && lower(domain) !== lower(entity.domain);
  return !(entity.by === 'name' && differs);
}

function lower(text: string): string {
  return text.toLowerCase();
}

import { camelCased } from '../camel-cased.ts';
import type { Sql } from '../database.ts';
import { cursorPattern, decodeCursor, type Paged, type PageRequest, toPage } from '../queries/cursor.ts';
import { titleOf } from '../queries/entity-words.ts';
import type { importEffects, importKeys } from '../schema/index.ts';

export type ImportEffect = typeof importEffects.$inferSelect;
export type ImportKey = typeof importKeys.$inferSelect;

/** Imports of a workspace take turns at transactions: two of them can't make one contact twice. */
export async function lockImports(tx: Sql, workspaceId: number): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('imports'), $1)`, [workspaceId]);
}

export async function findImportEffects(
  tx: Sql,
  importId: string,
  entityIds: readonly string[],
): Promise<ImportEffect[]> {
  const { rows } = await tx.query({
    name: 'import-effects-find',
    text: 'select * from import_effects where import_id = $1 and entity_id = any($2::uuid[])',
    values: [importId, entityIds],
  });
  return rows.map((row) => camelCased<ImportEffect>(row));
}

export async function saveImportEffects(tx: Sql, effects: readonly ImportEffect[]): Promise<void> {
  if (effects.length === 0) return;
  await tx.query({
    name: 'import-effects-save',
    text: `insert into import_effects as e (import_id, entity_id, action, row, said, applied, replaced, version)
           select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[], $5::jsonb[], $6::jsonb[], $7::jsonb[], $8::int[])
           on conflict (import_id, entity_id) do update set action = excluded.action, said = excluded.said, applied = excluded.applied,
             replaced = excluded.replaced, version = excluded.version`,
    values: [
      effects.map((e) => e.importId),
      effects.map((e) => e.entityId),
      effects.map((e) => e.action),
      effects.map((e) => e.row),
      effects.map((e) => JSON.stringify(e.said)),
      effects.map((e) => JSON.stringify(e.applied)),
      effects.map((e) => JSON.stringify(e.replaced)),
      effects.map((e) => e.version),
    ],
  });
}

/** The next effects of an import that are not taken back. */
export async function effectsToUndo(tx: Sql, importId: string, limit: number): Promise<ImportEffect[]> {
  const { rows } = await tx.query(
    'select * from import_effects where import_id = $1 and undone is null order by entity_id desc limit $2 for update',
    [importId, limit],
  );
  return rows.map((row) => camelCased<ImportEffect>(row));
}

export interface UndoneEffect {
  readonly entityId: string;
  readonly undone: 'restored' | 'kept';
  /** What of it is kept, where another part was given back: only that is looked at once more. */
  readonly rest?: Pick<ImportEffect, 'applied' | 'replaced'> | undefined;
}

export async function noteUndone(tx: Sql, importId: string, effects: readonly UndoneEffect[]): Promise<void> {
  const rests = effects.map(({ rest }) => rest);
  await tx.query(
    `update import_effects e set undone = i.undone, applied = coalesce(i.applied, e.applied), replaced = coalesce(i.replaced, e.replaced)
     from unnest($2::uuid[], $3::text[], $4::jsonb[], $5::jsonb[]) as i (entity_id, undone, applied, replaced)
     where e.import_id = $1 and e.entity_id = i.entity_id`,
    [
      importId,
      effects.map((each) => each.entityId),
      effects.map((each) => each.undone),
      rests.map((rest) => (rest ? JSON.stringify(rest.applied) : null)),
      rests.map((rest) => (rest ? JSON.stringify(rest.replaced) : null)),
    ],
  );
  // What files of this shape had said before is what they said last.
  await tx.query(
    `update import_keys set said = coalesce(before -> 'said', '{}'), import_id = coalesce((before ->> 'importId')::uuid, import_id), before = null
     where import_id = $1 and entity_id = any($2::uuid[])`,
    [importId, effects.map((each) => each.entityId)],
  );
}

/** What an undo left as it was is looked at once more; false: it left nothing. */
export async function reopenKept(tx: Sql, importId: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update import_effects set undone = null where import_id = $1 and undone = 'kept'`,
    [importId],
  );
  return (rowCount ?? 0) > 0;
}

export async function countOpenEffects(sql: Sql, importId: string): Promise<number> {
  const { rows } = await sql.query<{ open: number }>(
    'select count(*)::int as open from import_effects where import_id = $1 and undone is null',
    [importId],
  );
  return rows[0]!.open;
}

/** Entities that an undo tombstoned: an import may bring them back. */
export async function tombstonedByUndo(tx: Sql, entityIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await tx.query<{ id: string }>(
    `select distinct entity_id as id from import_effects where entity_id = any($1::uuid[]) and undone = 'restored' and action in ('created', 'revived')`,
    [entityIds],
  );
  return new Set(rows.map(({ id }) => id));
}

/** An entity that an import spoke of, and what was done to it. */
export interface ImportedEntity {
  readonly entityId: string;
  readonly kind: string;
  /** What people call it, as it stands now. */
  readonly name: string | null;
  readonly action: ImportEffect['action'];
  /** The first row that spoke of it. */
  readonly row: number;
  readonly undone: ImportEffect['undone'];
}

/** In the order in which they were made; those that were there already by their ids among them. */
export async function listImportedEntities(
  sql: Sql,
  importId: string,
  page: PageRequest,
): Promise<Paged<ImportedEntity>> {
  const { rows } = await sql.query<ImportedEntity>(
    `select e.id as "entityId", e.kind, x.action, x.row, x.undone,
       coalesce(${titleOf('e')}, e.fields ->> 'domain') as name
     from import_effects x join entities e on e.id = x.entity_id
     where x.import_id = $1 and ($2::uuid is null or x.entity_id > $2) order by x.entity_id limit $3`,
    [importId, ...decodeCursor(page.cursor, [cursorPattern.uuid]), page.limit + 1],
  );
  return toPage(rows, page.limit, ({ entityId }) => [entityId]);
}

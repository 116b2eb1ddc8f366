import { createMigratedDatabase } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStore, type Sql, type Store } from './database.ts';
import { workspacesWithKinds } from './followers.ts';
import { effectsToUndo, noteUndone } from './imports/effects.ts';
import { addImportEdges, recogniseEntities } from './imports/keys.ts';

const CONTACTS = 20_000;
/** What the planner looks at by itself. */
const FEW = 50;
const ACCOUNT = '00000000-0000-0000-0000-0000000000aa';
const IMPORT = '00000000-0000-0000-0000-0000000000ff';

let store: Store;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await createMigratedDatabase();
  store = createStore({ databaseUrl: database.url });
  drop = database.drop;
  await store.query(
    `insert into entities (workspace_id, id, kind, version, fields)
     select 1, ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'contact', 1, jsonb_build_object('email', 'Person-' || n || '@example.org')
     from generate_series(1, $1) n`,
    [CONTACTS],
  );
  await store.query(
    `insert into import_effects (import_id, entity_id, action, row, said, applied, replaced, version)
     select $1, id, 'created', 1, '{}', '{}', '{}', 1 from entities`,
    [IMPORT],
  );
  await store.query(
    `insert into import_keys (workspace_id, source, kind, key, entity_id, said, import_id)
     select 1, 'people', kind, 'key ' || id, id, '{}', $1 from entities`,
    [IMPORT],
  );
  await store.query(
    `insert into relations (workspace_id, from_entity_id, type, connection_id, to_stream, target, to_entity_id)
     select 1, id, 'belongs_to', 0, 'imports', 'id:' || $1::uuid, $1::uuid from entities`,
    [ACCOUNT],
  );
  await store.query(`insert into workspaces (name) values ('without anything')`);
  await store.query('analyze entities, import_effects, import_keys, relations');
});

afterAll(async () => {
  await store?.close();
  await drop?.();
});

/** What the work answered, and how many rows of a table it read or looked at. */
const reading = <Answer>(
  table: string,
  work: (tx: Sql) => Promise<Answer>,
): Promise<{ answer: Answer; read: number }> =>
  store.transaction(async (tx) => {
    const before = await countRead(tx, table);
    const answer = await work(tx);
    return { answer, read: (await countRead(tx, table)) - before };
  });

/** What this connection has read of a table and not told the server's statistics yet, which takes up to a second. */
async function countRead(tx: Sql, table: string): Promise<number> {
  const { rows } = await tx.query<{ read: number }>(
    `select (pg_stat_get_xact_tuples_returned($1::regclass)
       + (select sum(pg_stat_get_xact_tuples_returned(indexrelid)) from pg_index where indrelid = $1::regclass))::int as read`,
    [table],
  );
  return rows[0]!.read;
}

describe('what is asked again and again reads little of a large graph', () => {
  it('which workspaces have anything of some kinds', async () => {
    const ask = (...kinds: string[]) => reading('entities', (tx) => workspacesWithKinds(tx, kinds));
    for (const [kinds, answer] of [
      [['interest', 'inventory_item'], []],
      [['account', 'contact'], [1]],
      [['account', 'work_item'], []],
    ] as const) {
      const asked = await ask(...kinds);
      expect(asked.answer).toEqual(answer);
      expect(asked.read).toBeLessThan(kinds.length + FEW);
    }
  });

  it('which workspaces have anything at all', async () => {
    const { answer, read } = await reading('entities', (tx) => workspacesWithKinds(tx, null));
    expect(answer).toEqual([1]);
    expect(read).toBeLessThan(FEW);
  });

  it('which edges of many rows of an import stand already', async () => {
    const idOf = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
    const edges = Array.from({ length: 200 }, (_, n) => ({
      from: idOf(n * 50 + 1),
      to: n % 2 === 0 ? ACCOUNT : idOf(7),
    }));
    const { read } = await reading('relations', (tx) => addImportEdges(tx, 1, edges));
    expect(read).toBeLessThan(3 * edges.length + FEW);
    const { rows } = await store.query('select count(*)::int as edges from relations where workspace_id = 1');
    expect(rows[0]).toEqual({ edges: CONTACTS + edges.length / 2 });
  });

  it('which records many rows of an import may be about', async () => {
    const emails = Array.from({ length: 250 }, (_, n) => `person-${n * 4}@example.org`);
    const nothing = { domains: [], names: [], skus: [], items: [] };
    const { answer, read } = await reading('entities', (tx) =>
      recogniseEntities(tx, 1, 'people', { ...nothing, emails, domains: ['example.org'], names: ['x'] }),
    );
    // There is no person 0.
    expect(answer.map(({ value }) => value)).toEqual(emails.slice(1));
    expect(read).toBeLessThan(emails.length + FEW);
  });

  it('what an undo takes back next, though most is taken back', async () => {
    const { answer, read } = await reading('import_effects', async (tx) => {
      const taken = await effectsToUndo(tx, IMPORT, CONTACTS - 300);
      await noteUndone(
        tx,
        IMPORT,
        taken.map(({ entityId }) => ({ entityId, undone: 'restored' as const })),
      );
      return taken.length;
    });
    expect({ answer, isRead: read > 0 }).toEqual({ answer: CONTACTS - 300, isRead: true });
    await store.query('vacuum analyze import_effects');
    const next = await reading('import_effects', (tx) => effectsToUndo(tx, IMPORT, 200));
    expect(next.answer.map(({ entityId }) => Number(entityId.slice(-6)))).toEqual(
      Array.from({ length: 200 }, (_, n) => 300 - n),
    );
    expect(next.read).toBeLessThan(2 * 200 + FEW);
  });

  it('what the files said of what an undo takes back, of all that one has said', async () => {
    const { answer, read } = await reading('import_keys', async (tx) => {
      const taken = await effectsToUndo(tx, IMPORT, 200);
      await noteUndone(
        tx,
        IMPORT,
        taken.map(({ entityId }) => ({ entityId, undone: 'restored' as const })),
      );
      return taken.length;
    });
    expect(answer).toBe(200);
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(2 * answer + FEW);
  });
});

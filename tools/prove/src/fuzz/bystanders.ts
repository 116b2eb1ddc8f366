import { isDeepStrictEqual } from 'node:util';
import type { Store } from '@syncline/store';
import type { Ask } from './callers.ts';

/** Things that no call names, and a workspace whose keys nobody has: they stay as they are. */
export interface Bystanders {
  readonly ids: ReadonlySet<string>;
  /** What was changed of them all the same. */
  harmed(): Promise<readonly string[]>;
}

const tablesOfWorkspaces = [
  'entities',
  'processes',
  'connections',
  'reconciliation_items',
  'sync_configs',
  'api_keys',
  'audit_log',
];

export async function createBystanders(store: Store, ask: Ask): Promise<Bystanders> {
  await store.query(`insert into workspaces (name) values ('second')`);
  await ask(
    'POST',
    '/api/v1/entities',
    { kind: 'label', fields: { name: 'of another' } },
    { 'syncline-workspace': 'second' },
  );
  const ids = new Set<string>();
  for (let index = 0; index < 5; index += 1) {
    const { body } = await ask('POST', '/api/v1/entities', { kind: 'label', fields: { name: `bystander ${index}` } });
    ids.add((body as { id: string }).id);
  }
  const look = async (): Promise<Readonly<Record<string, unknown>>> => {
    const seen: Record<string, unknown> = {};
    for (const table of tablesOfWorkspaces) {
      const { rows } = await store.query<{ row: unknown }>(
        // The audit is sealed a moment after it is written.
        `select to_jsonb(t) - '{seq,hash}'::text[] as row from ${table} t
         where workspace_id = (select id from workspaces where name = 'second') order by t.id`,
      );
      seen[`${table} of another workspace`] = rows;
    }
    const { rows } = await store.query(`select to_jsonb(e) as row from entities e where id = any($1) order by id`, [
      [...ids],
    ]);
    return { ...seen, 'entities that no call names': rows };
  };
  const before = await look();
  return {
    ids,
    harmed: async () => {
      const after = await look();
      return Object.keys(before)
        .filter((name) => !isDeepStrictEqual(before[name], after[name]))
        .map((name) => `${name} were changed`);
    },
  };
}

import { createMigratedDatabase } from '@syncline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createStore, type Store } from '../database.ts';
import { InvalidCursorError, type Paged } from './cursor.ts';
import { listPeople, type PersonFilter, type PersonView } from './people-list.ts';

let store: Store;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await createMigratedDatabase();
  store = createStore({ databaseUrl: database.url });
  drop = database.drop;
  await store.query(`insert into workspaces (name) values ('second') on conflict do nothing`);
  for (const [id, name] of ['github', 'jira', 'crm', 'off'].entries())
    await store.query(
      `insert into connections (id, workspace_id, name, connector, base_url, settings, secrets)
       overriding system value values ($1, 1, $2, 'x', '', '{}', '{}')`,
      [id + 1, name],
    );
  await configure('both', true, [{ connection: 'github' }, { connection: 'jira' }]);
  await configure('crm', true, [{ connection: 'jira' }, { connection: 'crm', scopes: ['org'] }]);
  await configure('off', false, [{ connection: 'github' }, { connection: 'off' }]);
  // Eve is linked at two sides; another Eve, of the same name, is not.
  await insert({ person: 1, at: 1, id: 'eve', seen: { login: 'eve', name: 'Eve Both' } });
  await insert({ person: 1, at: 2, id: 'j-eve', seen: { name: 'Eve Both' } });
  await insert({ person: 2, at: 2, id: 'j-eve-2', seen: { name: 'Eve Both' } });
  await insert({ person: 3, at: 1, id: '77', seen: { login: 'ann-lee', name: null }, locator: 'ann-lee' });
  await insert({ person: 4, at: 2, id: 'j-ann', seen: { name: 'Lee, Ann', email: 'ann@example.org' } });
  await insert({ person: 5, at: 3, id: 'c-ann', seen: { username: 'ann@acme', name: 'A.', email: 'Ann@example.org' } });
  await insert({ person: 6, at: 3, id: 'c-far', seen: { name: 'Lee, Ann' }, scope: 'elsewhere' });
  await insert({ person: 7, at: 2, id: 'j-gone', seen: { name: 'Ann Lee' }, state: 'gone' });
  await insert({ person: 8, at: 2, id: 'an-issue', seen: { name: 'Ann Lee' }, stream: 'issues' });
});

afterAll(async () => {
  await store?.close();
  await drop?.();
});

it('tells who is missing at which side of their configs', async () => {
  const { items } = await list({ unmapped: true });
  expect(items.map((each) => [each.connectionName, each.calledAs, each.linkedAt, each.missingAt])).toEqual([
    ['github', 'ann-lee', [], ['jira/users']],
    ['jira', 'j-ann', [], ['github/users', 'crm/users']],
    ['jira', 'j-eve', ['github/users'], ['crm/users']],
    ['jira', 'j-eve-2', [], ['github/users', 'crm/users']],
    ['crm', 'c-ann', [], ['jira/users']],
  ]);
  expect((await list({ unmapped: false })).items.map((each) => each.calledAs)).toEqual(['eve']);
  expect((await list({})).items).toHaveLength(6);
  expect((await list({ connection: 'crm' })).items).toMatchObject([{ calledAs: 'c-ann' }]);
});

it('suggests who they may be, and nobody who is gone, out of scope, or somebody else already', async () => {
  const { items } = await list({ unmapped: true });
  const suggested = items.map((each) => [
    each.calledAs,
    each.suggestions.map(({ calledAs, score, why }) => [calledAs, score, why]),
  ]);
  expect(Object.fromEntries(suggested)).toEqual({
    'ann-lee': [['j-ann', expect.any(Number), 'similar_name']],
    'j-ann': [
      ['ann-lee', expect.any(Number), 'similar_name'],
      ['c-ann', 1, 'same_email'],
    ],
    'j-eve': [],
    'j-eve-2': [],
    'c-ann': [['j-ann', 1, 'same_email']],
  });
});

it('hands out everybody once, page by page, and refuses the cursor of another list', async () => {
  const seen: PersonView[] = [];
  let cursor: string | undefined;
  do {
    const page: Paged<PersonView> = await listPeople(store, 1, {}, { limit: 2, cursor });
    seen.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual((await list({})).items);
  await expect(listPeople(store, 1, {}, { limit: 2, cursor: 'nonsense' })).rejects.toThrow(InvalidCursorError);
});

it('lists nobody of another workspace', async () => {
  expect((await listPeople(store, 2, {}, { limit: 10 })).items).toEqual([]);
});

function list(filter: PersonFilter): Promise<Paged<PersonView>> {
  return listPeople(store, 1, filter, { limit: 100 });
}

async function configure(name: string, enabled: boolean, sides: readonly Record<string, unknown>[]): Promise<void> {
  const members = sides.map((side) => ({ stream: 'users', fields: {}, ...side }));
  await store.query(
    `insert into sync_configs (workspace_id, name, platform, enabled, settings) values (1, $1, '', $2, $3)`,
    [name, enabled, JSON.stringify({ kinds: { user: { members }, work_item: { members: [] } } })],
  );
}

interface Inserted {
  readonly person: number;
  readonly at: number;
  readonly id: string;
  readonly seen: Record<string, string | null>;
  readonly locator?: string;
  readonly scope?: string;
  readonly stream?: string;
  readonly state?: string;
}

async function insert({ person, at, id, seen, locator, scope, stream, state }: Inserted): Promise<void> {
  await store.query(
    `insert into mappings (workspace_id, connection_id, stream, external_id, entity_id, locator, scope, seen, state, seen_hash, edges_hash, accepted_seq)
     values (1, $1, $2, $3, $4, $5, $6, $7, $8, '', '', 1)`,
    [
      at,
      stream ?? 'users',
      id,
      `0190a000-0000-7000-8000-00000000000${person}`,
      locator ?? null,
      scope ?? 'org',
      JSON.stringify(seen),
      state ?? 'linked',
    ],
  );
}

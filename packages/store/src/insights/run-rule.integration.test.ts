import { newId } from '@syncline/core';
import { createMigratedDatabase, createScratchDatabase, type ScratchDatabase } from '@syncline/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStore, type Store } from '../database.ts';
import { migrateStore } from '../migrate.ts';
import { type RuleAnswer, runRule } from './run-rule.ts';

const { escapeIdentifier } = pg;

let database: ScratchDatabase;
let store: Store;
let others: number;

beforeAll(async () => {
  database = await createMigratedDatabase();
  store = createStore({ databaseUrl: database.url });
  const { rows } = await store.query<{ id: number }>(`insert into workspaces (name) values ('others') returning id`);
  others = rows[0]!.id;
  await account(1, 'Nordwind');
  await account(others, 'Elsewhere');
});
afterAll(async () => {
  await store?.close();
  await database?.drop();
});

async function account(workspaceId: number, name: string): Promise<void> {
  await store.query(
    `insert into entities (workspace_id, id, kind, version, fields) values ($1, $2, 'account', 1, jsonb_build_object('name', $3::text))`,
    [workspaceId, newId(), name],
  );
}

/** As it reaches Postgres where the check of the SQL has let it through: what is tried here is what stands behind that. */
const run = (sql: string, values: readonly unknown[] = [], workspaceId = 1): Promise<RuleAnswer> =>
  runRule(store, { workspaceId, sql, values, timeoutMs: 500, maxRows: 3 });

describe('what the database lets a rule do', () => {
  it('reads the views, of its own workspace', async () => {
    const names = { outcome: 'rows', isCut: false };
    expect(await run('select name from accounts')).toEqual({ ...names, rows: [{ name: 'Nordwind' }] });
    expect(await run('select name from accounts', [], others)).toEqual({ ...names, rows: [{ name: 'Elsewhere' }] });
    expect(await run('select title from entities where kind = $2::text', ['account'])).toEqual({
      ...names,
      rows: [{ title: 'Nordwind' }],
    });
  });

  it('every view can be read, and is empty without a workspace', async () => {
    const { rows } = await store.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'insights'::regnamespace and relkind = 'v' order by 1`,
    );
    expect(rows.length).toBeGreaterThan(8);
    for (const { name } of rows) {
      expect(await run(`select * from ${escapeIdentifier(name)}`), name).toMatchObject({ outcome: 'rows' });
      expect(await run(`select * from ${escapeIdentifier(name)}`, [], 4711), name).toMatchObject({ rows: [] });
    }
  });

  it.each([
    ['secrets', 'select * from syncline.credentials', /permission denied for schema syncline/],
    ['other tables of ours', 'select * from syncline.entities', /permission denied for schema syncline/],
    ['the scopes of workspaces', 'select insights_scope from syncline.workspaces', /permission denied/],
    ['tables by their bare names', 'select * from credentials', /does not exist/],
    ['passwords of the server', 'select rolpassword from pg_authid', /permission denied/],
    ['files of the server', `select pg_read_file('/etc/passwd')`, /permission denied/],
    ['several statements', 'select 1) as found; drop schema syncline cascade; select (1', /multiple commands|syntax/],
    [
      'data changed on the way',
      'with gone as (delete from accounts returning 1) select * from gone',
      /WITH clause|permission/,
    ],
    ['locks of rows', 'select * from accounts for update', /permission denied|read-only/],
    ['sequences', `select nextval('syncline.read_seq')`, /permission denied/],
    ['a way back to writing', `select set_config('transaction_read_only', 'off', true)`, /read-write mode/],
    ['waiting', 'select pg_sleep(60)', /longer than 0.5 s/],
    ['work without an end', 'select count(*) from generate_series(1, 1000000000000)', /longer than 0.5 s/],
  ])('refuses %s', async (_, sql, reason) => {
    expect(await run(sql)).toEqual({ outcome: 'failed', reason: expect.stringMatching(reason) });
  });

  it('leaves nothing of what it did, where Postgres lets it do something: large objects, before 16', async () => {
    await run(`select lo_from_bytea(0, 'left behind')`);
    await run(`select lo_from_bytea(0, repeat('x', 30000)::bytea), repeat('x', 30000)`);
    expect((await store.query('select oid from pg_largeobject_metadata')).rows).toEqual([]);
  });

  it('keeps to its workspace also where it could name another scope', async () => {
    const guessed = await run(
      `select a.name from (select set_config('insights.scope', '00000000-0000-0000-0000-000000000000', true)) s, accounts a`,
    );
    expect(JSON.stringify(guessed)).not.toContain('Elsewhere');
  });

  it('tells no values of other workspaces in errors', async () => {
    const cast = await run('select name::int from accounts');
    expect(cast).toEqual({ outcome: 'failed', reason: expect.stringContaining('Nordwind') });
    expect(JSON.stringify(cast)).not.toContain('Elsewhere');
  });

  it('takes so many rows, says when there are more, and takes no row without a bound', async () => {
    const many = await run('select n from unnest(array[1, 2, 3, 4]) as n');
    expect(many).toMatchObject({ outcome: 'rows', rows: [{ n: 1 }, { n: 2 }, { n: 3 }], isCut: true });
    expect(await run(`select repeat('x', 30000) as x`)).toEqual({
      outcome: 'failed',
      reason: expect.stringContaining('longer than 20000 characters'),
    });
  });

  it('leaves nothing behind on the connection: the next one is who it was', async () => {
    const one = createStore({ databaseUrl: database.url, maxConnections: 1 });
    try {
      for (const sql of ['select 1 as n', 'select 1 / 0 as n', 'select pg_sleep(60)'])
        await runRule(one, { workspaceId: 1, sql, values: [], timeoutMs: 200, maxRows: 1 });
      const { rows } = await one.query(
        `select current_user = session_user as "is", current_setting('transaction_read_only') as "readOnly",
           current_setting('statement_timeout') as timeout, coalesce(current_setting('insights.scope', true), '') as scope`,
      );
      expect(rows).toEqual([{ is: true, readOnly: 'off', timeout: '0', scope: '' }]);
    } finally {
      await one.close();
    }
  });
});

async function madeIt(admin: pg.Client): Promise<string> {
  const { rows } = await admin.query<{ version: number }>(
    `select current_setting('server_version_num')::int as version`,
  );
  return rows[0]!.version < 160_000 ? 'admin option' : 'admin true, inherit false, set false';
}

describe('users of the database that are not its administrator', () => {
  it.each([
    ['may make roles', 'createrole', { outcome: 'rows', rows: [{ name: 'Own' }], isCut: false }],
    ['may not', '', { outcome: 'failed', reason: expect.stringContaining('GRANT syncline_insights TO') }],
  ])('%s', async (_, attribute, expected) => {
    const own = await createScratchDatabase();
    const user = `syncline_plain_${process.pid}_${attribute.length}`;
    const admin = new pg.Client({ connectionString: own.url });
    await admin.connect();
    try {
      await admin.query(`create role ${user} login ${attribute} password 'plain'`);
      // As it is for who has made the role itself: it may hand it on, and not yet take it.
      if (attribute !== '') await admin.query(`grant syncline_insights to ${user} with ${await madeIt(admin)}`);
      await admin.query(`alter database ${own.name} owner to ${user}`);
      const address = new URL(own.url);
      address.username = user;
      address.password = 'plain';
      await migrateStore(address.href);
      const plain = createStore({ databaseUrl: address.href });
      try {
        await plain.query(
          `insert into entities (workspace_id, id, kind, version, fields) values (1, $1, 'account', 1, '{"name": "Own"}')`,
          [newId()],
        );
        const query = { workspaceId: 1, sql: 'select name from accounts', values: [], timeoutMs: 5_000, maxRows: 5 };
        expect(await runRule(plain, query)).toEqual(expected);
      } finally {
        await plain.close();
      }
    } finally {
      await admin.end();
      await own.drop();
      const server = new pg.Client({ connectionString: database.url });
      await server.connect();
      await server.query(`drop role if exists ${user}`);
      await server.end();
    }
  });
});

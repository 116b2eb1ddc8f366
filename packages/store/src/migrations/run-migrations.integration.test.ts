import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createScratchDatabase } from '@syncline/testing';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runMigrations } from './run-migrations.ts';

describe('migrations while the version before runs', () => {
  let folder: string;
  let drop: () => Promise<void>;
  let migrator: pg.Client;
  let older: pg.Client;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'migrations-'));
    const database = await createScratchDatabase();
    drop = database.drop;
    migrator = new pg.Client({ connectionString: database.url });
    older = new pg.Client({ connectionString: database.url });
    await Promise.all([migrator.connect(), older.connect()]);
    await older.query('create table records (id bigint primary key, name text)');
    await older.query(`insert into records select n, 'record ' || n from generate_series(1, 1000) n`);
  });
  afterEach(async () => {
    await Promise.all([migrator.end(), older.end()]);
    await drop();
    rmSync(folder, { recursive: true });
  });

  function write(files: Readonly<Record<string, string>>): void {
    mkdirSync(join(folder, 'meta'), { recursive: true });
    const entries = Object.keys(files).map((tag, index) => ({ tag, when: index + 1 }));
    writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify({ entries }));
    for (const [tag, sql] of Object.entries(files)) writeFileSync(join(folder, `${tag}.sql`), sql);
  }

  it('lets others pass while it waits for a lock, and gets it in the end', async () => {
    write({ add: 'ALTER TABLE records ADD COLUMN state text' });
    await older.query('begin');
    await older.query('select * from records where id = 1');
    const running = runMigrations(migrator, folder, 0);
    await until(older, `select from pg_locks where relation = 'records'::regclass and not granted`, true);
    // Behind a migration that waited without an end, this would wait too.
    await until(older, `select from pg_locks where relation = 'records'::regclass and not granted`, false);
    await older.query('update records set name = $1 where id = 2', ['changed']);
    await older.query('commit');
    await running;
    const { rows } = await older.query('select name, state from records where id = 2');
    expect(rows).toEqual([{ name: 'changed', state: null }]);
  });

  it('runs each once, in their order, with those outside of a transaction among them', async () => {
    write({
      column: 'ALTER TABLE records ADD COLUMN kind text',
      index: '-- outside of a transaction\nCREATE INDEX CONCURRENTLY IF NOT EXISTS by_kind ON records (kind)',
    });
    await runMigrations(migrator, folder, 0);
    await runMigrations(migrator, folder, 2);
    const { rows } = await older.query(
      `select created_at::int as created from syncline_meta.__drizzle_migrations order by id`,
    );
    expect(rows).toEqual([{ created: 1 }, { created: 2 }]);
    const { rows: indexes } = await older.query(
      `select indisvalid from pg_index where indexrelid = 'by_kind'::regclass`,
    );
    expect(indexes).toEqual([{ indisvalid: true }]);
  });

  it('leaves nothing of a migration that fails, and is not noted', async () => {
    write({
      broken:
        'ALTER TABLE records ADD COLUMN half text\n--> statement-breakpoint\nALTER TABLE nowhere ADD COLUMN a text',
    });
    await expect(runMigrations(migrator, folder, 0)).rejects.toThrow(/nowhere/);
    const { rows } = await older.query(
      `select (select count(*)::int from syncline_meta.__drizzle_migrations) as noted,
         (select count(*)::int from information_schema.columns where column_name = 'half') as columns`,
    );
    expect(rows).toEqual([{ noted: 0, columns: 0 }]);
  });
});

async function until(client: pg.Client, query: string, isFound: boolean): Promise<void> {
  while ((await client.query(query)).rows.length > 0 !== isFound)
    await new Promise((resolve) => setTimeout(resolve, 10));
}

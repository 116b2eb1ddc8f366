import { createScratchDatabase } from '@syncline/testing';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { lintMigration } from './lint-migration.ts';

const ROWS = 1_000_000;

/** What the lint of migrations takes, one of each way to change a table. */
const taken = [
  'ALTER TABLE records ADD COLUMN state text',
  `ALTER TABLE records ADD COLUMN kind text DEFAULT 'none' NOT NULL`,
  'ALTER TABLE records ADD CONSTRAINT named CHECK (name is not null) NOT VALID',
  '-- outside of a transaction\nALTER TABLE records VALIDATE CONSTRAINT named',
  '-- outside of a transaction\nCREATE INDEX CONCURRENTLY IF NOT EXISTS by_name ON records (name)',
  '-- contract: 0.4\nALTER TABLE records DROP COLUMN state',
];

describe('a table of a million rows', () => {
  it('can be written all the while that what the lint takes is done to it', { timeout: 300_000 }, async () => {
    const database = await createScratchDatabase();
    const migrator = new pg.Client({ connectionString: database.url });
    const writer = new pg.Client({ connectionString: database.url });
    await Promise.all([migrator.connect(), writer.connect()]);
    try {
      await migrator.query('create table records (id bigint primary key, name text)');
      await migrator.query(`insert into records select n, 'record ' || n from generate_series(1, ${ROWS}) n`);
      // Whoever waits for a lock for a second is refused it, and the test fails.
      await writer.query(`set lock_timeout = '1s'`);
      const done = new AbortController();
      let writes = 0;
      const writing = (async () => {
        for (; !done.signal.aborted; writes++)
          await writer.query('update records set name = $2 where id = $1', [1 + (writes % ROWS), `name ${writes}`]);
      })();
      // Awaited below; until then its failure is nobody's.
      writing.catch(() => {});
      const during: number[] = [];
      for (const sql of taken) {
        expect(lintMigration(sql)).toEqual([]);
        const before = writes;
        await migrator.query(sql);
        during.push(writes - before);
      }
      done.abort();
      await writing;
      // A million rows are read by each of these two: it was written meanwhile.
      expect(during[3]).toBeGreaterThan(0);
      expect(during[4]).toBeGreaterThan(0);
    } finally {
      await Promise.allSettled([migrator.end(), writer.end()]);
      await database.drop();
    }
  });
});

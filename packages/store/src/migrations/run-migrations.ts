import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';

export interface Migration {
  /** The name of its file, without `.sql`. */
  readonly tag: string;
  /** By which it is told whether a database has it; they rise. */
  readonly when: number;
}

/** First line of a file whose statements can't be in a transaction, or hold no lock because they are in none. */
export const OUTSIDE_OF_A_TRANSACTION = '-- outside of a transaction';
/** Longest wait for a lock, in ms: whoever comes after us in its line waits as long. */
const LOCK_WAIT_MS = 500;
const LOCK_TRIES = 120;
const LOCK_NOT_AVAILABLE = '55P03';

/** The migrations that this version knows, oldest first. */
export function knownMigrations(folder: string): Migration[] {
  const journal = JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8')) as { entries: Migration[] };
  return journal.entries.toSorted((a, b) => a.when - b.when);
}

/**
 * Runs the migrations that are newer than `newest`. Each is one transaction that gives up when a lock is not to be had
 * at once and tries again, so that nobody waits behind it; or, by its first line, statement by statement in none, each
 * of which may be run again after it was interrupted.
 */
export async function runMigrations(client: pg.Client, folder: string, newest: number): Promise<void> {
  await client.query(`create schema if not exists syncline_meta`);
  await client.query(
    `create table if not exists syncline_meta.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`,
  );
  for (const migration of knownMigrations(folder).filter(({ when }) => when > newest)) {
    const sql = readFileSync(join(folder, `${migration.tag}.sql`), 'utf8');
    const statements = splitStatements(sql);
    const noted = createHash('sha256').update(sql).digest('hex');
    const note = () =>
      client.query(`insert into syncline_meta.__drizzle_migrations (hash, created_at) values ($1, $2)`, [
        noted,
        migration.when,
      ]);
    if (sql.startsWith(OUTSIDE_OF_A_TRANSACTION)) {
      for (const statement of statements) await client.query(statement);
      await note();
    } else {
      await inTransaction(client, async () => {
        for (const statement of statements) await client.query(statement);
        await note();
      });
    }
  }
}

export function splitStatements(sql: string): string[] {
  return sql
    .split('--> statement-breakpoint')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

async function inTransaction(client: pg.Client, work: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    await client.query('begin');
    try {
      await client.query(`set local lock_timeout = ${LOCK_WAIT_MS}`);
      await work();
      await client.query('commit');
      return;
    } catch (error) {
      await client.query('rollback');
      if ((error as { code?: string }).code !== LOCK_NOT_AVAILABLE || tries === LOCK_TRIES) throw error;
      await delay(Math.min(5_000, 100 * tries));
    }
  }
}

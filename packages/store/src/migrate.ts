import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url));
const MIGRATION_LOCK = 7_293_460_011;

/** The database was made by a newer Syncline; running this one on it could lose data. */
export class NewerSchemaError extends Error {
  override readonly name = 'NewerSchemaError';
}

/**
 * Brings the database to this version. Safe to call from every process at start: one migrates, the
 * others wait. Throws NewerSchemaError when the database is ahead of this code.
 */
export async function migrateStore(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    if ((await comparedToCode(client)) === 'older') await runMigrations(client);
    await resetEventOrderAfterRestore(client);
  } finally {
    await client.end();
  }
}

/** Drizzle is loaded only where there is something to migrate: it takes 140 MB, which a worker has better use for. */
async function runMigrations(client: pg.Client): Promise<void> {
  const [{ drizzle }, { migrate }] = await Promise.all([
    import('drizzle-orm/node-postgres'),
    import('drizzle-orm/node-postgres/migrator'),
  ]);
  await migrate(drizzle(client), { migrationsFolder, migrationsSchema: 'syncline_meta' });
}

async function comparedToCode(client: pg.Client): Promise<'older' | 'same'> {
  const journal = JSON.parse(readFileSync(`${migrationsFolder}/meta/_journal.json`, 'utf8')) as {
    entries: { when: number }[];
  };
  const newestKnown = Math.max(...journal.entries.map((entry) => entry.when));
  const exists = await client.query(`select to_regclass('syncline_meta.__drizzle_migrations') as found`);
  if (exists.rows[0]?.found === null) return 'older';
  const { rows } = await client.query('select max(created_at)::text as newest from syncline_meta.__drizzle_migrations');
  const newest = Number(rows[0]?.newest ?? 0);
  if (newest > newestKnown) {
    throw new NewerSchemaError(
      'The database was migrated by a newer version of Syncline. Start that version, or restore a backup from before its migration.',
    );
  }
  return newest < newestKnown ? 'older' : 'same';
}

/** A dump restored into a new cluster brings transaction ids from the old one: they would sort behind all new events. */
async function resetEventOrderAfterRestore(client: pg.Client): Promise<void> {
  await client.query(`update syncline.events set tx = '0'::xid8 where tx > pg_current_xact_id()`);
  // What the relay has seen was said in ids of the old cluster: it hands everything on again that is still kept.
  await client.query(
    `update syncline.event_relay r set seen = null, until = null, after_id = 0
     from (select seen, until from syncline.event_relay where pg_snapshot_xmax(seen::pg_snapshot) > pg_current_xact_id()) f
     where r.seen = f.seen and r.until is not distinct from f.until`,
  );
}

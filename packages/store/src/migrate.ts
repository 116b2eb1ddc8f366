import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { ensureInsightsRole } from './insights/insights-role.ts';
import { knownMigrations, runMigrations } from './migrations/run-migrations.ts';

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
    const newest = await newestOf(client);
    if (newest < newestKnown()) await runMigrations(client, migrationsFolder, newest);
    await resetEventOrderAfterRestore(client);
    await ensureInsightsRole(client);
  } finally {
    await client.end();
  }
}

/** The newest migration that the database has; 0 when it has none. */
async function newestOf(client: pg.Client): Promise<number> {
  const exists = await client.query(`select to_regclass('syncline_meta.__drizzle_migrations') as found`);
  if (exists.rows[0]?.found === null) return 0;
  const { rows } = await client.query('select max(created_at)::text as newest from syncline_meta.__drizzle_migrations');
  const newest = Number(rows[0]?.newest ?? 0);
  if (newest > newestKnown()) {
    throw new NewerSchemaError(
      'The database was migrated by a newer version of Syncline. Start that version, or restore a backup from before its migration.',
    );
  }
  return newest;
}

function newestKnown(): number {
  return Math.max(...knownMigrations(migrationsFolder).map(({ when }) => when));
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

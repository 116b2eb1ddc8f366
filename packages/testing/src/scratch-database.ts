import { randomBytes } from 'node:crypto';
import { isProcessAlive } from '@syncline/runtime';
import pg from 'pg';

export interface ScratchDatabase {
  readonly name: string;
  readonly url: string;
  /** Cuts its connections and removes it. */
  drop(): Promise<void>;
}

export interface ScratchDatabaseOptions {
  /** A superuser's address of the server. */
  readonly server: string;
  /** The process that it belongs to: what a dead process left is removed by the next run. */
  readonly ownerPid?: number;
  /** The name of a database to copy; nobody may be connected to it. */
  readonly template?: string;
}

/** An empty database, or a copy of `template`, under a name of its own. */
export async function createScratchDatabaseOn({
  server,
  ownerPid = process.pid,
  template,
}: ScratchDatabaseOptions): Promise<ScratchDatabase> {
  const name = `${scratchPrefix(ownerPid)}${randomBytes(6).toString('hex')}`;
  await onServer(server, (client) =>
    // Files, not pages: the default writes every page of the template to the log, at four times the price.
    client.query(
      `create database ${name} strategy file_copy${template ? ` template ${pg.escapeIdentifier(template)}` : ''}`,
    ),
  );
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    name,
    url: url.href,
    drop: () => onServer(server, (client) => client.query(`drop database if exists ${name} with (force)`)),
  };
}

export function scratchPrefix(ownerPid: number): string {
  return `syncline_test_${ownerPid}_`;
}

/** Removes the scratch databases with one of these prefixes, or those whose owning processes are dead. */
export async function dropScratchDatabases(server: string, which: readonly string[] | 'dead'): Promise<void> {
  await onServer(server, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      "select datname from pg_database where datname ~ '^syncline_test_\\d+_'",
    );
    for (const { datname } of rows) {
      const isUnwanted =
        which === 'dead'
          ? !isProcessAlive(Number(datname.split('_')[2]))
          : which.some((prefix) => datname.startsWith(prefix));
      if (isUnwanted) await client.query(`drop database if exists ${pg.escapeIdentifier(datname)} with (force)`);
    }
  });
}

async function onServer(server: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

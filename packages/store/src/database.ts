import pg from 'pg';

/** Anything that runs a query: the pool, or a client inside a transaction. */
export interface Sql {
  query<Row extends pg.QueryResultRow = pg.QueryResultRow>(
    query: string | pg.QueryConfig<unknown[]>,
    values?: unknown[],
  ): Promise<pg.QueryResult<Row>>;
}

export interface TransactionOptions {
  /**
   * True: resolves before the disk has it. A crash of the server may undo the newest of such transactions, in
   * whole and in order, so only for work that is found undone and done again, and of which nobody was told.
   */
  readonly mayBeUndone?: boolean;
}

export interface Store extends Sql {
  /**
   * Runs `work` in one transaction (READ COMMITTED). A deadlock or serialisation failure runs it again,
   * up to five times, so `work` must have no effect outside the database.
   */
  transaction<T>(work: (tx: Sql) => Promise<T>, options?: TransactionOptions): Promise<T>;
  close(): Promise<void>;
}

export interface StoreOptions {
  readonly databaseUrl: string;
  /** Connections of this process; one role of the fleet needs few. */
  readonly maxConnections?: number;
  readonly applicationName?: string;
  /** Told when an idle connection breaks; the pool makes a new one by itself. */
  readonly onConnectionError?: (error: Error) => void;
}

pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** Opens the pool. Nothing is connected until the first query. */
export function createStore(options: StoreOptions): Store {
  const pool = new pg.Pool({
    connectionString: options.databaseUrl,
    max: options.maxConnections ?? 10,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: options.applicationName ?? 'syncline',
    // jit costs more than it saves on short queries. A generic plan made while a table was empty would scan it
    // for ever after (20 times slower when measured). A transaction left idle must not hold locks for ever.
    options:
      '-c search_path=syncline,public -c jit=off -c plan_cache_mode=force_custom_plan -c idle_in_transaction_session_timeout=60000',
  });
  pool.on('error', (error) => options.onConnectionError?.(error));
  // A client is nobody's between the pool and who asked for it: a server that dies right then would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  const bulkTransactions = new WeakMap<pg.PoolClient, number>();
  return {
    query: (query, values) => pool.query(query as string, values),
    transaction: (work, options) => runTransaction(pool, work, options?.mayBeUndone === true ? bulkTransactions : null),
    close: () => pool.end(),
  };
}

const RETRIED_STATES = new Set(['40001', '40P01']);
const MAX_TRIES = 5;
/** One message, one round trip. */
const BEGIN_UNFLUSHED = 'begin; set local synchronous_commit = off';
/**
 * A page is some ten statements, and to plan them anew each time takes a fifth of the server's time. So a
 * connection that has done this many pages keeps its plans: by then the tables hold enough rows for the right index
 * to be the cheapest one, and each analyse of a table has its plans made again.
 */
const PLANS_ARE_KEPT_AFTER = 30;
const BEGIN_WITH_KEPT_PLANS = `${BEGIN_UNFLUSHED}; set local plan_cache_mode = force_generic_plan; set local enable_seqscan = off`;

function beginBulk(client: pg.PoolClient, done: WeakMap<pg.PoolClient, number>): string {
  const transactions = (done.get(client) ?? 0) + 1;
  done.set(client, transactions);
  return transactions > PLANS_ARE_KEPT_AFTER ? BEGIN_WITH_KEPT_PLANS : BEGIN_UNFLUSHED;
}

async function runTransaction<T>(
  pool: pg.Pool,
  work: (tx: Sql) => Promise<T>,
  bulkTransactions: WeakMap<pg.PoolClient, number> | null,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const client = await pool.connect();
    let broken: Error | undefined;
    // The pool listens to idle clients alone: unheard, the end of this one's connection would end the process.
    const onLost = (error: Error): void => void (broken = error);
    client.on('error', onLost);
    try {
      await client.query(bulkTransactions ? beginBulk(client, bulkTransactions) : 'begin');
      const result = await work({ query: (query, values) => client.query(query as string, values) });
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch((rollbackError: Error) => {
        broken = rollbackError;
      });
      if (attempt >= MAX_TRIES || !RETRIED_STATES.has(sqlState(error) ?? '')) throw error;
    } finally {
      client.off('error', onLost);
      client.release(broken);
    }
  }
}

/** The SQLSTATE of a database error, wherever it is wrapped; undefined for other errors. */
export function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return code;
  return sqlState(error.cause);
}

import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { EngineContext } from '@syncline/engine';

/** What the servers have done since they were started; two of these make what lay between. */
export interface ServerCosts {
  readonly transactions: number;
  /** What Postgres has written ahead, in bytes; of the whole server. */
  readonly walBytes: number;
  readonly databaseBytes: number;
  /** Of the whole Redis; null without one. */
  readonly redis: RedisCosts | null;
}

interface RedisCosts {
  readonly commands: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** Processor time, in seconds. */
  readonly cpuSeconds: number;
}

/** What each 1,000 records took. */
export type CostsPer1000 = Readonly<Record<string, number>>;

/** `redisUrl`: null where the queue is in Postgres. */
export async function readServerCosts(ctx: EngineContext, redisUrl: string | undefined): Promise<ServerCosts> {
  const { rows } = await ctx.store.query(
    `select xact_commit::float8 as transactions, pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 as wal,
            pg_database_size(datname)::float8 as size
     from pg_stat_database where datname = current_database()`,
  );
  const [row] = rows as { transactions: number; wal: number; size: number }[];
  return {
    transactions: row!.transactions,
    walBytes: row!.wal,
    databaseBytes: row!.size,
    redis: redisUrl === undefined ? null : await readRedis(new URL(redisUrl)),
  };
}

export function costsPer1000(before: ServerCosts, after: ServerCosts, records: number): CostsPer1000 {
  const share = (value: number): number => Math.round((value / records) * 1_000);
  return {
    'Postgres transactions': share(after.transactions - before.transactions),
    'WAL kB': share((after.walBytes - before.walBytes) / 1_000),
    'database kB': share((after.databaseBytes - before.databaseBytes) / 1_000),
    ...(before.redis && after.redis
      ? {
          'Redis commands': share(after.redis.commands - before.redis.commands),
          'kB to Redis': share((after.redis.bytesIn - before.redis.bytesIn) / 1_000),
          'kB from Redis': share((after.redis.bytesOut - before.redis.bytesOut) / 1_000),
          'Redis CPU ms': share((after.redis.cpuSeconds - before.redis.cpuSeconds) * 1_000),
        }
      : {}),
  };
}

async function readRedis({ hostname, port }: URL): Promise<RedisCosts> {
  const socket = connect({ host: hostname, port: Number(port) });
  socket.write('INFO\r\nQUIT\r\n');
  const answer = await text(socket);
  const figure = (name: string): number => {
    const [, value] = new RegExp(`^${name}:([\\d.]+)`, 'm').exec(answer) ?? [];
    if (value === undefined) throw new Error(`Redis says no ${name}: ${answer.slice(0, 200)}`);
    return Number(value);
  };
  return {
    commands: figure('total_commands_processed'),
    bytesIn: figure('total_net_input_bytes'),
    bytesOut: figure('total_net_output_bytes'),
    cpuSeconds: figure('used_cpu_user') + figure('used_cpu_sys'),
  };
}

import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { createTcpProxy } from './create-tcp-proxy.ts';
import type { ScratchDatabase } from './scratch-database.ts';
import { createMigratedDatabase, createScratchDatabase, flushRedis, queueBackends, redisForTests } from './services.ts';

const databases: ScratchDatabase[] = [];
afterAll(() => Promise.all(databases.map((database) => database.drop())));

async function query<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('services of a test run', () => {
  it('give every caller a database of its own, copied from a template if asked', async () => {
    const first = await createScratchDatabase();
    await query(first.url, 'create table seed as select 7 as n');
    const second = await createScratchDatabase({ template: first.name });
    databases.push(first, second);
    expect(await query(second.url, 'select n from seed')).toEqual([{ n: 7 }]);
    expect(first.url).not.toBe(second.url);
  });

  it('give migrated databases that know nothing of one another', async () => {
    const [first, second] = await Promise.all([createMigratedDatabase(), createMigratedDatabase()]);
    databases.push(first, second);
    await query(first.url, `insert into syncline.workspaces (name) values ('of the first')`);
    const names = `select name from syncline.workspaces where name = 'of the first'`;
    expect(await query(first.url, names)).toHaveLength(1);
    expect(await query(second.url, names)).toEqual([]);
    expect(await query(second.url, `select to_regclass('bullmq.job')::text as jobs`)).toEqual([{ jobs: 'bullmq.job' }]);
  });

  it('refuse, cut and restore through the proxy', async () => {
    const database = await createScratchDatabase();
    databases.push(database);
    const proxy = await createTcpProxy(database.url);
    expect(await query(proxy.url, 'select 1 as n')).toEqual([{ n: 1 }]);
    proxy.cut();
    await expect(query(proxy.url, 'select 1')).rejects.toThrow();
    proxy.restore();
    proxy.halfOpen();
    await expect(query(proxy.url, 'select 1')).rejects.toThrow(/timeout/);
    proxy.restore();
    proxy.setLatency(100);
    const startedAt = performance.now();
    await query(proxy.url, 'select 1');
    expect(performance.now() - startedAt).toBeGreaterThan(350);
    await proxy.close();
  });
});

describe.each(queueBackends())('the %s queue backend', (backend) => {
  it('has a service behind it', async () => {
    if (backend === 'redis') expect(redisForTests()).toMatch(/^redis/);
    await flushRedis();
  });
});

import { createScratchDatabase, createTcpProxy, type ScratchDatabase, type TcpProxy } from '@syncline/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStore, type Store } from './database.ts';

let database: ScratchDatabase;
let proxy: TcpProxy;
let store: Store;

beforeEach(async () => {
  database = await createScratchDatabase();
  proxy = await createTcpProxy(database.url);
  store = createStore({ databaseUrl: proxy.url, maxConnections: 2 });
});

afterEach(async () => {
  await store.close();
  await proxy.close();
  await database.drop();
});

describe('a database that goes away', () => {
  it('between two statements of a transaction fails that transaction and nothing else', async () => {
    const uncaught: unknown[] = [];
    const note = (error: unknown): void => void uncaught.push(error);
    // vitest's own listeners would end the run.
    const others = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException').on('uncaughtException', note);
    try {
      const cut = store.transaction(async (tx) => {
        await tx.query('select 1');
        proxy.cut();
        // The socket's end is noticed while nothing is asked.
        await new Promise((resolve) => setTimeout(resolve, 50));
        await tx.query('select 1');
      });
      await expect(cut).rejects.toThrow();
      proxy.restore();
      expect(await store.transaction(async (tx) => (await tx.query('select 2 as n')).rows)).toEqual([{ n: 2 }]);
    } finally {
      process.removeAllListeners('uncaughtException');
      for (const listener of others) process.on('uncaughtException', listener);
    }
    expect(uncaught).toEqual([]);
  });
});

import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { clientsTask } from '../clients/keep-clients.ts';
import { duplicatesTask } from '../identity/find-duplicates.ts';
import { wordsTask } from '../search/follow-words.ts';
import { fillGraph } from '../testing/fill-graph.ts';

describe('what follows the graph goes on in the other workspaces where one fails, and takes up the failed one later', () => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 1 } });
    await engine.ctx.store.query(`insert into workspaces (id, name) overriding system value values (3, 'third')`);
  });
  afterAll(() => engine?.stop());

  it.each([
    ['words', 'entity_words', 'entity_id', wordsTask],
    ['clients', 'clients', 'client_id', clientsTask],
    ['identity', 'identity_records', 'entity_id', duplicatesTask],
  ] as const)('%s', async (_, table, column, taskOf) => {
    const { store, logger } = engine.ctx;
    const fill = async (workspaceId: number): Promise<string> => {
      const [id] = await fillGraph(store, 1, [{ kind: 'account', fields: { name: 'Acme' } }], workspaceId);
      await store.query(`insert into events (workspace_id, type, entity_id) values ($1, 'entity.created', $2)`, [
        workspaceId,
        id,
      ]);
      return id!;
    };
    const task = taskOf(engine.ctx);
    const isKept = async (id: string): Promise<boolean> => {
      const { rows } = await store.query(`select from ${table} where ${column} = $1`, [id]);
      return rows.length === 1;
    };
    const until = (seen: () => Promise<void>) =>
      vi.waitFor(
        async () => {
          await task.run();
          await seen();
        },
        { timeout: 60_000, interval: 50 },
      );
    // From here on by events: nothing is read anew for it.
    const before = await fill(1);
    await until(async () => expect(await isKept(before)).toBe(true));
    await store.query(`alter table ${table} add constraint refuses check (workspace_id <> 1) not valid`);
    const warned = vi.spyOn(logger, 'warn');
    let theirs: string;
    try {
      theirs = await fill(1);
      const others = await fill(3);
      await until(async () => {
        expect(await isKept(others)).toBe(true);
        expect(warned).toHaveBeenCalledWith(
          {
            task: task.name,
            workspaceId: 1,
            err: expect.objectContaining({ message: expect.stringContaining('refuses') }),
          },
          'timed task failed in a workspace',
        );
      });
      expect(await isKept(theirs)).toBe(false);
    } finally {
      warned.mockRestore();
      await store.query(`alter table ${table} drop constraint refuses`);
    }
    await until(async () => expect(await isKept(theirs)).toBe(true));
  });
});

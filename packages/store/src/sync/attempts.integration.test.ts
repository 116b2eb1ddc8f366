import { createMigratedDatabase } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStore, type Store } from '../database.ts';
import { answerAttempt, beginAttempt, endAttempt, noteLanded, openAttempts, openPatchOf } from './attempts.ts';
import type { WritebackRow } from './writebacks.ts';

const ENTITY = '00000000-0000-7000-8000-000000000001';
const writeback = { id: 1, workspaceId: 1, entityId: ENTITY, connectionId: 1, stream: 'issues' } as WritebackRow;
let store: Store;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await createMigratedDatabase();
  store = createStore({ databaseUrl: database.url });
  drop = database.drop;
});

afterAll(async () => {
  await store?.close();
  await drop?.();
});

const begin = (patch: Record<string, string>): Promise<number> =>
  beginAttempt(store, writeback, { externalId: '1', patch, expected: {} });

/** What of the attempt is still expected to show; undefined: it is not open. */
async function expectedOf(id: number): Promise<unknown> {
  const open = await openAttempts(store, 1, [ENTITY]);
  return open.find((attempt) => attempt.id === id)?.patch;
}

describe('3.1 what of an attempt is expected', () => {
  it('3.1 is what was not seen to have landed; an attempt all of which has landed is over', async () => {
    const [id, other] = [await begin({ title: 'a', status: 'Done' }), await begin({ title: 'a' })];
    await noteLanded(store, [{ attemptId: id, remote: 'title' }]);
    expect(await expectedOf(id)).toEqual({ status: 'Done' });
    expect(await openPatchOf(store, id)).toEqual({ status: 'Done' });
    expect(await expectedOf(other)).toEqual({ title: 'a' });
    await noteLanded(store, [
      { attemptId: id, remote: 'status' },
      { attemptId: id, remote: 'title' },
    ]);
    expect(await expectedOf(id)).toBeUndefined();
    expect(await openPatchOf(store, id)).toBeNull();
  });

  it('5.3 is nothing after the answer, but for fields that were seen to change meanwhile', async () => {
    const [done, overtaken] = [await begin({ title: 'a' }), await begin({ title: 'a', status: 'Done' })];
    await answerAttempt(store, done, []);
    await answerAttempt(store, overtaken, ['status']);
    expect(await expectedOf(done)).toBeUndefined();
    expect(await expectedOf(overtaken)).toEqual({ status: 'Done' });
  });

  it('3.1 stays nothing when the answer of what has landed is lost', async () => {
    const id = await begin({ title: 'a' });
    await noteLanded(store, [{ attemptId: id, remote: 'title' }]);
    await endAttempt(store, id, 'doubt', 'timeout');
    expect(await expectedOf(id)).toBeUndefined();
  });
});

import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { clientGraph } from '../testing/client-graph.ts';
import { type Follower, followChanges } from './follow-changes.ts';

const HOUR_MS = 3_600_000;

let engine: TestEngine;
beforeAll(async () => {
  engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 1 } });
});
afterAll(() => engine?.stop());

it('who fails for longer than a day reads everything anew, as events may be gone by then', async () => {
  const { store } = engine.ctx;
  const graph = clientGraph(() => store);
  const taken = new Set<string>();
  let fails = false;
  const follower: Follower = {
    name: 'words',
    kinds: null,
    take: async (_tx, _state, entityIds) => {
      if (fails && entityIds.length > 0) throw new Error('It fails');
      for (const id of entityIds) taken.add(id);
    },
  };
  const follow = () => followChanges(engine.ctx, follower, 1, undefined, async () => undefined);
  const untilTaken = (id: string, then: () => Promise<unknown>) =>
    vi.waitFor(
      async () => {
        await then();
        expect(taken).toContain(id);
      },
      { timeout: 60_000, interval: 50 },
    );

  const old = await graph.add('contact', { last_name: 'Old' });
  await untilTaken(old, follow);
  // By its event, so that those before it are behind.
  await untilTaken(await graph.add('contact', { last_name: 'Later' }), follow);
  taken.clear();
  const next = await graph.add('contact', { last_name: 'New' });
  fails = true;
  await vi.waitFor(() => expect(follow()).rejects.toThrow('It fails'), { timeout: 60_000, interval: 50 });
  await store.query(`update followers set leased_until = now() - interval '20 hours' where name = 'words'`);
  await expect(follow()).rejects.toThrow('It fails');
  fails = false;
  const clock = vi.spyOn(engine.ctx.clock, 'now').mockReturnValue(new Date(Date.now() + 5 * HOUR_MS));
  try {
    await untilTaken(next, follow);
    expect(taken).toContain(old);
  } finally {
    clock.mockRestore();
  }
});

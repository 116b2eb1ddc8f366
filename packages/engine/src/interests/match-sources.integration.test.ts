import { LONGEST_TEXT, MOST_MATCHES } from '@syncline/interests';
import { readMatchables } from '@syncline/store';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fillGraph } from '../testing/fill-graph.ts';
import { interestWorld } from '../testing/interest-world.ts';
import { COMPARED_A_STRETCH, matchWhole } from './match-sources.ts';
import { readSource } from './read-source.ts';

const ITEMS = 1_000;

let engine: TestEngine;
beforeAll(async () => {
  engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 1 } });
});
afterAll(() => engine?.stop());

it('the process gets a turn between few comparisons, and what is broken off in one leaves nothing', async () => {
  const { begin, store, call, caughtUp } = interestWorld(() => engine);
  const { ann } = await begin();
  const skiffs = Array.from({ length: ITEMS }, (_, n) => ({
    kind: 'inventory_item',
    fields: { name: `Skiff ${n}`, category: 'skiffs' },
  }));
  const items = await fillGraph(store(), 1, skiffs);
  await store().query(
    `insert into events (workspace_id, type, entity_id) select 1, 'entity.created', id from unnest($1::uuid[]) as i (id)`,
    [items],
  );
  const said = [await call('Is looking for a skiff', ann), await call('Interested in skiffs', ann)];
  await caughtUp();
  await store().query('delete from interest_matches');

  let [compared, stretch, longest] = [0, 0, 0];
  const sources = (await readMatchables(store(), 1, said, LONGEST_TEXT)).map((entity) => {
    const source = readSource(entity, new Date())!;
    const { fitOf } = source;
    return Object.defineProperty(source, 'fitOf', {
      value: (...args: Parameters<typeof fitOf>) => {
        compared += 1;
        longest = Math.max(longest, ++stretch);
        return fitOf(...args);
      },
    });
  });
  const match = (breathe: () => Promise<void>) =>
    engine.ctx.store.transaction((tx) =>
      matchWhole({ tx, workspaceId: 1, breathe }, sources, new Map(said.map((id) => [id, [ann]]))),
    );
  const kept = async () => (await store().query('select from interest_matches')).rows.length;

  await expect(
    match(async () => {
      if (compared > ITEMS) throw new Error('Broken off');
    }),
  ).rejects.toThrow('Broken off');
  expect(await kept()).toBe(0);
  [compared, stretch, longest] = [0, 0, 0];
  await match(async () => {
    stretch = 0;
  });
  expect(compared).toBe(ITEMS * said.length);
  expect(longest).toBeLessThanOrEqual(COMPARED_A_STRETCH);
  expect(await kept()).toBe(MOST_MATCHES * said.length);
});

import { createScratchDatabase, type ScratchDatabase } from '@syncline/testing';
import { afterEach, expect, it } from 'vitest';
import { scratchBackend } from '../testing/scratch-backend.ts';
import { runPoisoned } from './poison-run.ts';

let database: ScratchDatabase | undefined;

afterEach(async () => {
  await database?.drop();
  database = undefined;
});

it('poison keeps nothing else, is grouped by cause, and lands by one replay of each side after the fix', async () => {
  database = await createScratchDatabase();
  const { broken, figures } = await runPoisoned({
    backend: scratchBackend('postgres', database.url),
    records: 400,
    seed: 3,
    limitMs: 150_000,
  });
  expect(broken).toEqual([]);
  expect(figures).toMatchObject({ records: 400, poisoned: 8, groups: 3, replayed: 6 });
}, 240_000);

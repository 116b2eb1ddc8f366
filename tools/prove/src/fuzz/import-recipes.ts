import { setTimeout as sleep } from 'node:timers/promises';
import type { Ask } from './callers.ts';
import type { Recipe } from './recipes.ts';

/** Rows of people; the last one has no address, which makes it wait for somebody. */
const rows = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ email: `${name}@fuzz.example`, 'last name': name }));
const people = [...rows, { email: 'nobody', 'last name': 'f' }];
const BAD_ROW = people.length;

/** Brings a file and returns its import. */
export async function broughtFile(ask: Ask): Promise<string> {
  const { body } = await ask('POST', '/api/v1/imports?name=people.json', people);
  return (body as { id: string }).id;
}

async function appliedFile(ask: Ask): Promise<string> {
  const id = await broughtFile(ask);
  await ask('POST', `/api/v1/imports/${id}/apply`, {});
  for (let tries = 0; tries < 200; tries++) {
    const { body } = await ask('GET', `/api/v1/imports/${id}`);
    if (String((body as { processState?: string }).processState).startsWith('completed')) break;
    await sleep(25);
  }
  return id;
}

async function savedProfile(ask: Ask): Promise<number> {
  const importId = await broughtFile(ask);
  const { body } = await ask('POST', '/api/v1/import-profiles', { name: `profile of ${importId}`, importId });
  return (body as { id: number }).id;
}

/** How calls about files get as far as to be done. */
export const importRecipes: Readonly<Record<string, Recipe>> = {
  'POST /api/v1/imports': ({ random }) => ({
    query: { name: 'people.json' },
    body: people.slice(0, 1 + random.below(5)),
  }),
  'PATCH /api/v1/imports/{id}': async ({ ask }) => ({
    params: { id: await broughtFile(ask) },
    headers: {},
    body: { answers: {} },
  }),
  'POST /api/v1/import-profiles': async ({ ask, random }) => ({
    body: { name: random.pick(['people', 'Kunden 2026', 'x'.repeat(100)]), importId: await broughtFile(ask) },
  }),
  'GET /api/v1/import-profiles/{id}': async ({ ask }) => ({ params: { id: await savedProfile(ask) } }),
  'DELETE /api/v1/import-profiles/{id}': async ({ ask }) => ({ params: { id: await savedProfile(ask) } }),
  'POST /api/v1/imports/{id}/apply': async ({ ask }) => ({ params: { id: await broughtFile(ask) }, body: {} }),
  'POST /api/v1/imports/{id}/undo': async ({ ask }) => ({ params: { id: await appliedFile(ask) }, body: {} }),
  'POST /api/v1/imports/{id}/replay': async ({ ask }) => ({ params: { id: await appliedFile(ask) }, body: {} }),
  'POST /api/v1/imports/{id}/rows/{row}/correct': async ({ ask }) => ({
    params: { id: await appliedFile(ask), row: BAD_ROW },
    body: { cells: { email: 'f@fuzz.example' } },
  }),
};

import type { Random } from '../shared/random.ts';
import type { Ask } from './callers.ts';
import type { Recipe } from './recipes.ts';

/** A connection to the built-in stand-in: it calls nobody. */
const draft = { baseUrl: 'https://stub.example', settings: {}, secrets: { token: 'any text' } };

async function madeConnection(ask: Ask, random: Random): Promise<number> {
  const body = { ...draft, connector: 'stub', name: `removed-${random.below(1e9)}` };
  return ((await ask('POST', '/api/v1/connections', body)).body as { id: number }).id;
}

/** How calls about connections that are to be made, and about those that hold nothing, get as far as to be done. */
export const connectionRecipes: Readonly<Record<string, Recipe>> = {
  'POST /api/v1/connections': ({ random }) => ({
    headers: {},
    body: { ...draft, connector: 'stub', name: `fuzz-${random.below(1e9)}` },
  }),
  'PATCH /api/v1/connections/{id}': async ({ ask, random }) => ({
    params: { id: await madeConnection(ask, random) },
    headers: {},
    body: random.pick<object>([{ paused: true, why: 'fuzz' }, { settings: {} }, { baseUrl: 'https://other.example' }]),
  }),
  'POST /api/v1/connections/{id}/webhooks': ({ things, random }) => ({
    params: { id: things.pick('hooked', random) },
    headers: {},
    body: { url: 'http://127.0.0.1:9' },
  }),
  'POST /api/v1/connections/{id}/webhooks/trigger': async ({ ask, things, random }) => {
    const id = things.pick('hooked', random);
    await ask('POST', `/api/v1/connections/${id}/webhooks`, { url: 'http://127.0.0.1:9' });
    return { params: { id }, headers: {}, body: {} };
  },
  'DELETE /api/v1/connections/{id}': async ({ ask, random }) => ({
    params: { id: await madeConnection(ask, random) },
    headers: {},
    query: {},
  }),
  'POST /api/v1/connectors/{connector}/test': () => ({ params: { connector: 'stub' }, body: draft }),
  'POST /api/v1/connectors/{connector}/choices/{setting}': () => ({
    params: { connector: 'stub', setting: 'streams' },
    query: {},
    body: draft,
  }),
  'POST /api/v1/sync/configs/preview': () => ({ body: { settings: { kinds: {} } } }),
};

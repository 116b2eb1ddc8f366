import type { Random } from '../shared/random.ts';
import type { Ask } from './callers.ts';
import { connectionRecipes } from './connection-recipes.ts';
import { duplicateRecipes } from './duplicate-recipes.ts';
import { importRecipes } from './import-recipes.ts';
import { insightRecipes } from './insight-recipes.ts';
import type { Things } from './things.ts';

/** What a call is made of before it goes over the wire. */
export interface Wanted {
  readonly params: Readonly<Record<string, string | number>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface Desk {
  readonly random: Random;
  readonly things: Things;
  /** As an admin, beside the fuzz. */
  readonly ask: Ask;
  readonly adminKey: string;
}

export type Recipe = (desk: Desk, made: Wanted) => Promise<Partial<Wanted>> | Partial<Wanted>;

/** All of a filter as they are seen just before, or as they never were. */
const proposalBatch: Recipe = async ({ ask, random }) => {
  const { body } = await ask('GET', '/api/v1/proposals/batch?policy=nothing');
  const { digest } = body as { digest?: string };
  return { body: { filter: { policy: 'nothing' }, digest: random.below(4) === 0 ? 'of another' : digest } };
};

/** What the shape alone does not tell: how a call of each of these routes gets as far as to be done. */
export const recipes: Readonly<Record<string, Recipe>> = {
  ...importRecipes,
  ...duplicateRecipes,
  ...insightRecipes,
  ...connectionRecipes,
  'POST /api/v1/proposals/{id}/approve': ({ random }) => ({ body: { digest: random.pick(['of it', 'of another']) } }),
  'POST /api/v1/proposals/{id}/reject': ({ random }) => ({ body: { digest: random.pick(['of it', 'of another']) } }),
  'POST /api/v1/proposals/approve': proposalBatch,
  'POST /api/v1/proposals/reject': proposalBatch,
  'GET /api/v1/audit/export': ({ random }) => ({ query: random.pick([{}, { after: 0 }, { after: 1 }]) }),
  'GET /api/v1/connections/{id}/choices/{setting}': async ({ ask, things, random }) => {
    const id = things.pick('connection', random);
    const { body } = await ask('GET', `/api/v1/connections/${id}/choices`);
    const settings = (body as { items?: { setting: string; ofStream: boolean }[] }).items ?? [];
    const chosen = settings.length === 0 ? null : random.pick(settings);
    return {
      params: { id, setting: chosen?.setting ?? 'streams' },
      query: chosen?.ofStream ? { stream: random.pick(['contacts', 'issues', 'accounts']) } : {},
    };
  },
  'GET /api/v1/connections/{id}/credentials/{name}': (_, { params }) => ({ params: { ...params, name: 'token' } }),
  'PUT /api/v1/connections/{id}/credentials/{name}': ({ random }, { params }) => ({
    params: { ...params, name: random.pick(['token', 'webhookSecret', 'clientId', 'clientSecret']) },
    body: { value: random.pick(['entered', 'x'.repeat(16_384), 'half \ud800', 'Grüße']) },
  }),
  'DELETE /api/v1/connections/{id}/credentials/{name}': ({ random }, { params }) => ({
    params: { ...params, name: random.pick(['token', 'webhookSecret', 'clientId', 'clientSecret']) },
  }),
  'GET /api/v1/crm/{id}/accounts': ({ random }, { params }) => ({
    params,
    query: random.pick<Wanted['query']>([{ name: 'x' }, { domain: 'example.org' }]),
  }),
  'GET /api/v1/crm/{id}/contacts': ({ random }, { params }) => ({
    params,
    query: random.pick<Wanted['query']>([{ email: 'person1@example.org' }, { name: 'Person' }, { phone: '1' }]),
  }),
  'GET /api/v1/crm/{id}/deals/{deal}': ({ things, random }) => atCrm(things, random),
  'POST /api/v1/crm/{id}/deals': ({ things, random }) => ({
    ...atCrm(things, random),
    body: { fields: { name: 'Deal', stage: 'Prospecting', close_date: '2026-12-31', amount: random.below(1_000) } },
  }),
  'PATCH /api/v1/crm/{id}/deals/{deal}': ({ things, random }) => ({
    ...atCrm(things, random),
    body: { fields: { amount: random.below(1_000) } },
  }),
  'POST /api/v1/crm/{id}/quotes': ({ things, random }) => ({
    ...atCrm(things, random),
    body: { fields: { name: 'Offer', version: 1, deal: things.pick('deal', random) } },
  }),
  'POST /api/v1/crm/{id}/activities': ({ things, random }) => ({
    ...atCrm(things, random),
    body: { type: random.pick(['call', 'note', 'task']), fields: { subject: 'Fuzz', body: 'a talk' } },
  }),
  'POST /api/v1/crm/{id}/sync': ({ things, random }) => ({ ...atCrm(things, random), body: {} }),
  'POST /api/v1/entities': ({ random }, made) =>
    random.below(3) === 0
      ? {}
      : {
          body: { ...(made.body as object), kind: random.pick(['label', 'project', 'contact']), fields: named(random) },
        },
  'PATCH /api/v1/entities/{id}': ({ random }) => ({ headers: {}, body: { fields: named(random) } }),
  'PUT /api/state/agents/{id}/memory': ({ random }, made) => ({
    ...made,
    headers: random.below(6) === 0 ? {} : { 'if-match': random.pick(['*', '"0"', '"1"']) },
    body: { document: random.pick([null, 'text', { plan: [1, 'half \ud800'] }]) },
  }),
  'PUT /api/state/items/{id}': (desk, made) => wholeState(desk, made, 'items', 'item'),
  'PUT /api/state/projects/{id}': (desk, made) => wholeState(desk, made, 'projects', 'project'),
  'POST /api/v1/processes/{id}/pause': async (desk) => ({ params: { id: await started(desk) } }),
  'POST /api/v1/processes/{id}/cancel': async (desk) => ({ params: { id: await started(desk) } }),
  'POST /api/v1/processes/{id}/resume': async (desk) => ({ params: { id: await started(desk, 'pause') } }),
  'POST /api/v1/processes/{id}/retry': async (desk) => ({ params: { id: await started(desk, 'cancel') } }),
  'POST /api/v1/sync': ({ things, random }) => ({
    body: { connectionId: things.pick('connection', random), mode: random.pick(['incremental', 'backfill']) },
  }),
  'POST /api/state/sync': ({ things, random }) => ({
    body: random.pick<object>([
      { ids: [things.pick('entity', random)] },
      { connection_id: things.pick('connection', random) },
      { mode: 'incremental' },
    ]),
  }),
  'POST /api/v1/sync/configs': ({ random }) => ({
    query: {},
    headers: {},
    body: { name: `fuzz ${random.below(1e9)}`, enabled: random.below(2) === 0, settings: { kinds: {} } },
  }),
  'PATCH /api/v1/sync/configs/{id}': ({ random }) => ({
    headers: {},
    body: random.pick<object>([
      { sync_interval: 10 + random.below(1_000) },
      { settings: { kinds: {} }, why: 'fuzz' },
      { batch_size: 7, two_way_create: true, secret_reference: 'env:NOTHING' },
    ]),
  }),
  'DELETE /api/v1/sync/configs/{id}': async ({ ask, random }) => {
    const { body } = await ask('POST', '/api/v1/sync/configs', {
      name: `removed ${random.below(1e9)}`,
      settings: { kinds: {} },
    });
    return { params: { id: (body as { id: number }).id }, headers: {}, query: {} };
  },
  'DELETE /api/v1/keys/{id}': async ({ ask, random }) => {
    const { body } = await ask('POST', '/api/v1/keys', { name: `revoked ${random.below(1e9)}`, role: 'viewer' });
    return { params: { id: (body as { id: number }).id }, headers: {} };
  },
  'POST /api/v1/keys': ({ random }) => ({
    headers: {},
    body: {
      name: `made ${random.below(1e9)}`,
      role: random.pick(['viewer', 'admin']),
      ...(random.below(2) === 0 ? { expiresAt: '2099-01-01T00:00:00Z' } : { scopes: ['entities:read'] }),
    },
  }),
  'POST /api/v1/session': ({ adminKey }) => ({ body: { key: adminKey } }),
  'DELETE /api/v1/session': () => ({ headers: {} }),
  'PUT /api/v1/sync/people/{id}/same': async (desk) => {
    const [user = ''] = await someUsers(desk);
    return { params: { id: user }, headers: {}, body: { entity_id: user } };
  },
  'PUT /api/v1/sync/people/{id}/different': async (desk) => {
    const [user = '', other = ''] = await someUsers(desk);
    return { params: { id: user }, headers: {}, body: { entity_id: other, why: 'fuzz' } };
  },
  'PUT /api/v1/sync/people/{id}/apart': async (desk) => {
    const [user = '', other = ''] = await someUsers(desk);
    const { body } = await desk.ask('GET', `/api/v1/sync/mappings?entity_id=${other}`);
    const [record] = (body as { readonly items?: readonly Record<string, string>[] }).items ?? [];
    const called = {
      connection: record?.['connection_name'] ?? 'nowhere',
      external_id: record?.['external_id'] ?? '0',
    };
    return { params: { id: user }, headers: {}, body: called };
  },
  'POST /api/v1/sync/conflicts/{id}/resolve': async (desk) => ({
    params: { id: await openConflict(desk) },
    headers: {},
    body: resolution(desk.random),
  }),
  'POST /api/state/resolve-conflict': async (desk) => ({
    headers: {},
    body: { conflict_id: await openConflict(desk), ...resolution(desk.random) },
  }),
  'POST /api/v1/reconciliation/{id}/actions': async (desk) => ({
    params: { id: await openConflict(desk) },
    headers: {},
    body: { ...decision(desk.random), why: 'fuzz' },
  }),
  'POST /api/v1/reconciliation/actions': ({ random }) => ({
    headers: {},
    body: {
      filter: { class: random.pick(['conflict', 'nothing', '%']) },
      ...decision(random),
      why: 'fuzz',
      dryRun: random.below(4) > 0,
      limit: 1 + random.below(2),
    },
  }),
  'POST /api/v1/configuration/plan': ({ random }, made) => configuration(random, made),
  'POST /api/v1/configuration/apply': ({ random }, made) => configuration(random, made),
};

const named = (random: Random): object => ({
  [random.pick(['name', 'title', 'first_name'])]: random.pick(['Ada', 'Grüße 👋', 'x'.repeat(2_000), '', null, 7]),
});

const atCrm = (things: Things, random: Random): Partial<Wanted> => ({
  params: { id: things.pick('crm', random), deal: things.pick('deal', random) },
  headers: {},
  query: {},
});

const resolution = (random: Random): object =>
  random.pick<object>([
    { resolution_strategy: 'take_local' },
    { resolution_strategy: 'take_remote', why: 'fuzz' },
    { resolution_strategy: 'take_merged', value: 'both' },
    { resolution_strategy: 'ignore' },
    { resolution_strategy: random.pick(['elder_wins', 'external_wins', 'crm_wins', 'merge']) },
  ]);

const decision = (random: Random): object =>
  random.pick<object>([
    { action: 'retry' },
    { action: 'take_local' },
    { action: 'edit', value: 'edited' },
    { action: 'take_merged', value: { a: [1] } },
    { action: 'ignore' },
    { action: 'resolve' },
  ]);

/** The workspace's own name, or whatever the shape came to; no connections: who has a key may not make any. */
function configuration(random: Random, { body }: Wanted): Partial<Wanted> {
  if (random.below(4) === 0) return { headers: {} };
  const sections = Object.values((body as { configuration: { workspaces: object } }).configuration.workspaces);
  const section = {
    schedules: {},
    alerts: {},
    alert_routes: {},
    ...(sections[0] as object | undefined),
    connections: {},
    sync_configs: {},
    windows: {},
  };
  return {
    headers: {},
    body: {
      configuration: { workspaces: random.below(3) === 0 ? {} : { default: section } },
      take: random.pick(['file', 'api', null]),
    },
  };
}

async function wholeState(
  { ask, things, random }: Desk,
  _made: Wanted,
  plural: string,
  kind: 'item' | 'project',
): Promise<Partial<Wanted>> {
  const id = things.pick(kind, random);
  const { body, headers } = await ask('GET', `/api/state/${plural}/${id}`);
  const fields = { ...(body as { fields?: object }).fields, ...named(random) };
  return {
    params: { id },
    headers: random.below(6) === 0 ? {} : { 'if-match': headers.get('etag') ?? '*' },
    body: { fields, ...(random.below(2) === 0 ? { why: 'fuzz' } : {}) },
  };
}

/** Two users of the hub, by chance. */
async function someUsers({ ask, random }: Desk): Promise<string[]> {
  const { body } = await ask('GET', '/api/v1/entities?kind=user&limit=50');
  const { items = [] } = body as { readonly items?: readonly { readonly id: string }[] };
  const from = random.below(Math.max(1, items.length - 1));
  return items.slice(from, from + 2).map(({ id }) => id);
}

/** One that waits for a decision, while there is one: they run out as the calls decide them. */
async function openConflict({ ask, things, random }: Desk): Promise<string | number> {
  const { body } = await ask('GET', '/api/v1/sync/conflicts?resolved=false');
  const known = new Set(things.ids('conflict'));
  const open = (body as { items: readonly { id: number }[] }).items.filter(({ id }) => known.has(id));
  return random.below(4) === 0 || open.length === 0 ? things.pick('conflict', random) : random.pick(open).id;
}

/** A process that has just begun, or was told something since. */
async function started({ ask, things, random }: Desk, ...verbs: readonly string[]): Promise<string> {
  const answer = await ask('POST', '/api/v1/sync', {
    connectionId: things.pick('connection', random),
    mode: random.pick(['incremental', 'backfill']),
  });
  const { processId } = answer.body as { processId: string };
  for (const verb of verbs) await ask('POST', `/api/v1/processes/${processId}/${verb}`);
  return processId;
}

import type { Proof } from '../proof.ts';
import { type Bystanders, createBystanders } from './bystanders.ts';
import { type Ask, askAs, createCallers } from './callers.ts';
import { readDescription } from './description.ts';
import { makePairs } from './duplicate-recipes.ts';
import { broughtFile } from './import-recipes.ts';
import { makeFindings } from './insight-recipes.ts';
import { createCallMaker } from './make-call.ts';
import { runCalls } from './run-calls.ts';
import { fillHub, INSTANCE_TOKEN, type ServedHub, type Survivor, serveHub } from './served-hub.ts';
import { stillWorks } from './still-works.ts';
import { createThings, type Kind, type Things } from './things.ts';

const CALLS = 5_000;
const SHORT_CALLS = 1_000;

/** Calls that nobody has thought of bring neither an error of the server's, nor a hang, nor harm. */
export const fuzzProof: Proof = async ({ seed, services, note, short, calls = short ? SHORT_CALLS : CALLS }) => {
  const hub = await serveHub(await services.createBackend('postgres'), seed);
  let ended: number | NodeJS.Signals | null = null;
  void hub.operator.ended.then((code) => (ended = code));
  try {
    const ask = askAs(hub.address, INSTANCE_TOKEN);
    const description = await readDescription((await ask('GET', '/openapi.json')).body);
    // First of its kind, as the first connection is: small numbers come up by chance.
    const { body: key } = await ask('POST', '/api/v1/keys', { name: 'to be shown', role: 'viewer' });
    const { body: config } = await ask('POST', '/api/v1/sync/configs', {
      name: 'to be changed',
      settings: { kinds: {} },
    });
    const survivor = await fillHub(hub);
    const bystanders = await createBystanders(hub.engine.ctx.store, ask);
    const callers = await createCallers(hub.address);
    const things = await knownThings(hub, bystanders, survivor, ask, { key, config });
    note(`${description.routes.length} routes, ${calls} calls`);
    const maker = createCallMaker({ seed, description, things, callers, ask: askAs(hub.address, callers.adminKey) });
    const run = await runCalls({
      seed,
      calls,
      address: hub.address,
      description,
      maker,
      callers,
      things,
      note,
      hasEnded: () => ended !== null,
    });
    const never = [...run.reached].filter(([, { done }]) => done === 0).map(([{ name }]) => name);
    const neverRefused = [...run.reached].filter(([{ isOpen }, { refused }]) => !isOpen && refused === 0);
    const aftermath =
      ended === null
        ? [...(await stillWorks(hub, survivor, ask)), ...(await bystanders.harmed())]
        : [`the operator ended with ${ended}: ${hub.operator.output().slice(-3_000)}`];
    return {
      broken: [
        ...aftermath,
        ...run.broken,
        ...never.map((name) => `${name} was never done`),
        ...neverRefused.map(([{ name }]) => `${name} was never refused`),
      ],
      figures: {
        routes: description.routes.length,
        calls: run.calls,
        done: sum(run.reached, 'done'),
        refused: sum(run.reached, 'refused'),
        statuses: [...run.statuses]
          .sort(([a], [b]) => a - b)
          .map(([status, count]) => `${status}: ${count}`)
          .join(', '),
        slowestMs: Math.round(run.slowestMs),
      },
    };
  } finally {
    await hub.close();
  }
};

function sum(reached: ReadonlyMap<unknown, { done: number; refused: number }>, what: 'done' | 'refused'): number {
  return [...reached.values()].reduce((total, count) => total + count[what], 0);
}

/** One of each kind at least; all but what has to survive. */
async function knownThings(
  { engine, address }: ServedHub,
  { ids: hidden }: Bystanders,
  survivor: Survivor,
  ask: Ask,
  { key, config }: { readonly key: { readonly id: number }; readonly config: { readonly id: number } },
): Promise<Things> {
  const { store } = engine.ctx;
  const made = async (kind: string): Promise<string> => {
    const { body } = await ask('POST', '/api/v1/entities', { kind, fields: { name: `fuzzed ${kind}` } });
    return (body as { id: string }).id;
  };
  const labels = [await made('label'), await made('label')];
  const projects = [await made('project'), await made('project')];
  const clients = [await made('account'), await made('account')];
  const agent = await made('user');
  await store.query(`update entities set fields = fields || '{"user_type": "agent"}' where id = $1`, [agent]);
  await store.query(
    `insert into inbox (workspace_id, connection_id, delivery_id, event, headers, body, state)
     select 1, $1, 'delivery ' || n, 'ping', '{"content-type": "application/json"}', '{}', 'processed' from generate_series(1, 3) n`,
    [engine.connectionId('left')],
  );
  await store.query(
    `insert into alerts (workspace_id, rule, signal, fingerprint, severity, state, summary, value, threshold)
     select 1, 'open_items_' || n, 'open_items', 'fuzz ' || n, 'info', 'firing', 'something waits', 1, 0 from generate_series(1, 3) n`,
  );
  await makePairs(store);
  await store.query(
    `insert into proposals (workspace_id, kind, key, title, diff, digest, proposers, policy, role, needed, expires_at)
     select 1, 'writeback', 'fuzz ' || n, 'something waits', '[]', 'of it', '{}', 'of it', 'approver', 1, now() + interval '1 day'
     from generate_series(1, 8) n`,
  );
  const ids = async (sql: string): Promise<(string | number)[]> =>
    (await store.query<{ id: string | number }>(sql)).rows.map(({ id }) =>
      /^\d+$/.test(String(id)) ? Number(id) : id,
    );
  const contacts = (
    await ids(`select id from entities where workspace_id = 1 and kind = 'contact' order by id`)
  ).filter((id) => id !== survivor.entityId && !hidden.has(String(id)));
  const insight = await makeFindings(store);
  const given: Record<Kind, readonly (string | number)[]> = {
    connection: ['left', 'right', 'victim'].map((side) => engine.connectionId(side)),
    crm: [engine.connectionId('left')],
    deal: [survivor.deal],
    victim: [engine.connectionId('victim')],
    hooked: [engine.connectionId('hooked')],
    oauth: [engine.connectionId('oauth')],
    entity: [...contacts, ...labels, ...projects],
    item: [...contacts, ...labels],
    project: projects,
    agent: [agent],
    client: clients,
    import: [await broughtFile(ask)],
    process: await ids('select id from processes where workspace_id = 1 order by created_at, id'),
    conflict: await ids('select id from reconciliation_items where workspace_id = 1 order by id'),
    delivery: await ids('select id from inbox where workspace_id = 1 order by id'),
    config: [config.id],
    proposal: await ids('select id from proposals where workspace_id = 1 order by id'),
    alert: await ids('select id from alerts where workspace_id = 1 order by id'),
    duplicate: await ids('select id from duplicates where workspace_id = 1 order by id'),
    insight,
    key: [key.id],
  };
  for (const [kind, each] of Object.entries(given)) if (each.length === 0) throw new Error(`${address} has no ${kind}`);
  return createThings(given);
}

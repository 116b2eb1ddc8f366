import { registerWebhooks } from '@syncline/engine';
import { createIngressApp } from '@syncline/ingress';
import { createHealth } from '@syncline/runtime';
import { type SyncEngine, startSyncEngine } from '@syncline/testing/start-sync-engine';
import type { Backend } from '../shared/backend.ts';
import type { Cast, SideName } from './cast.ts';
import type { Weather } from './history.ts';
import { knowPeople } from './know-people.ts';
import type { Play } from './play.ts';
import { openHub } from './sides/open-hub.ts';
import { type Side, type VendorSide, WEBHOOK_SECRET } from './sides/side.ts';

/** Vendors and the hub, one engine that may die, and the way between them. */
export interface World {
  readonly cast: Cast;
  readonly sides: ReadonlyMap<SideName, Side>;
  /** Of the sides those that are no hub. */
  readonly vendors: ReadonlyMap<SideName, VendorSide>;
  engine(): SyncEngine;
  setWeather(weather: Weather): void;
  /** Replaces an engine that has died; the weather stays, and its next crash is ahead. False: it lives. */
  revive(): Promise<boolean>;
  /** Faults end; a dead engine is replaced; everything that waits may go on at once. */
  calm(): Promise<void>;
  crashes(): number;
  close(): Promise<void>;
}

/** Clocks are up to two hours off. */
export async function createWorld(play: Play, seed: number, backend: Backend): Promise<World> {
  const vendors = await startVendors(play, seed);
  const list = [...vendors.values()];
  let commitsLeft: number | null = null;
  let crashesAhead: number[] = [];
  let crashes = 0;
  const start = (): Promise<SyncEngine> =>
    startSyncEngine({
      sides: list.map((side) => ({ ...side, secrets: { ...side.secrets, webhookSecret: WEBHOOK_SECRET } })),
      database: {
        url: backend.databaseUrl,
        queue:
          backend.redisUrl === null
            ? { kind: 'postgres', databaseUrl: backend.databaseUrl }
            : { kind: 'redis', url: backend.redisUrl },
      },
      config: { vendorTimeoutMs: 2_000, createDoubtMs: 0, writeLeaseMs: 3_000 },
      crashNow: () => {
        if (commitsLeft === null) return false;
        commitsLeft -= 1;
        return commitsLeft < 0;
      },
    });
  let engine = await start();
  let ingress = createIngressApp({ ctx: engine.ctx, health: createHealth() });
  const address = await ingress.listen({ port: 0, host: '127.0.0.1' });
  const port = Number(new URL(address).port);
  for (const { name, subscribe } of list) await subscribed(engine, address, name, subscribe);
  await engine.configure('proof', play.config(vendors));
  const hub = 'hub' in play.cast.sides ? await openHub(backend, await knowPeople(engine, list)) : null;

  const restart = async (): Promise<void> => {
    crashes += 1;
    await ingress.close();
    await engine.stop();
    engine = await start();
    ingress = createIngressApp({ ctx: engine.ctx, health: createHealth() });
    await ingress.listen({ port, host: '127.0.0.1' });
  };
  return {
    cast: play.cast,
    vendors,
    sides: new Map<SideName, Side>([...vendors, ...(hub ? [[hub.name, hub] as const] : [])]),
    engine: () => engine,
    crashes: () => crashes,
    async revive() {
      if (!engine.crashed()) return false;
      commitsLeft = null;
      await restart();
      await wake(engine);
      commitsLeft = crashesAhead.shift() ?? null;
      return true;
    },
    setWeather(weather) {
      crashesAhead = [...weather.crashesAfter];
      commitsLeft = crashesAhead.shift() ?? null;
      for (const side of list) breakDown(side, weather);
    },
    async calm() {
      commitsLeft = null;
      for (const { faults, webhooks } of list) {
        faults.clear();
        const duplicates = { min: 0, max: 0 };
        webhooks.setFaults({ paused: false, dropRate: 0, duplicates, shuffleWindow: 0, maxDelayMs: 0 });
      }
      if (engine.crashed()) await restart();
      await wake(engine);
    },
    async close() {
      await ingress.close();
      await engine.stop();
      await hub?.close();
      for (const side of list) await side.close();
    },
  };
}

async function startVendors({ cast, starts }: Play, seed: number): Promise<ReadonlyMap<SideName, VendorSide>> {
  const vendors = new Map<SideName, VendorSide>();
  for (const [name, start] of Object.entries(starts)) {
    const clockHours = ((seed * 7 + (vendors.size + 1) * 13) % 5) - 2;
    vendors.set(name, await start({ seed, clockHours, everyone: Object.keys(cast.sides) }));
  }
  return vendors;
}

async function subscribed(
  engine: SyncEngine,
  address: string,
  name: SideName,
  subscribe: VendorSide['subscribe'],
): Promise<void> {
  const connectionId = engine.connectionId(name);
  if (subscribe !== 'the engine does') await subscribe(`${address}/webhooks/${connectionId}`);
  else await registerWebhooks(engine.ctx, connectionId, address, new AbortController().signal);
}

function breakDown({ name, webhooks, faults, writePaths }: VendorSide, weather: Weather): void {
  webhooks.setFaults({
    dropRate: weather.lost,
    duplicates: { min: 0, max: weather.copies },
    shuffleWindow: weather.shuffle,
    maxDelayMs: 20,
  });
  for (let index = 0; index < (weather.lostAnswers[name] ?? 0); index += 1) {
    const write = writePaths[index % writePaths.length]!;
    faults.add({ kind: 'lost_answer', ...write, skip: index });
  }
  const cut = weather.cut[name] ?? 0;
  if (cut > 0) faults.add({ kind: 'reset', count: cut, skip: 2 });
  if (cut > 1) faults.add({ kind: 'status', status: 502, count: 2, skip: 5 });
}

/** Everything that waits for a time may go on; what a worker holds at this moment is moving already. */
async function wake({ ctx: { store } }: SyncEngine): Promise<void> {
  const open = (table: string, states: string): string =>
    `id in (select id from ${table} where state in (${states}) order by id for update skip locked)`;
  await store.query(
    `update writebacks set next_attempt_at = now(), leased_until = now() where ${open('writebacks', `'queued', 'sending'`)}`,
  );
  await store.query(`update hints set next_attempt_at = now() where ${open('hints', `'pending'`)}`);
  await store.query(
    `update pages set next_attempt_at = now() where ${open('pages', `'queued', 'fetched', 'normalised'`)}`,
  );
  await store.query('update quotas set paused_until = null');
}

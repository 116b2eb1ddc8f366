import { createIngressApp } from '@syncline/ingress';
import { createHealth } from '@syncline/runtime';
import { type SyncEngine, startSyncEngine } from '@syncline/testing/start-sync-engine';
import type { Backend } from '../shared/backend.ts';
import { proofConfig } from './config.ts';
import type { Weather } from './history.ts';
import { SIDES, type SideName } from './model.ts';
import { type Side, startSides } from './sides.ts';

const SECRET = 'a secret for proofs';

/** Three vendors, one engine that may die, and the way between them. */
export interface World {
  readonly sides: ReadonlyMap<SideName, Side>;
  engine(): SyncEngine;
  setWeather(weather: Weather): void;
  /** Replaces an engine that has died; the weather stays, and its next crash is ahead. False: it lives. */
  revive(): Promise<boolean>;
  /** Faults end; a dead engine is replaced; everything that waits may go on at once. */
  calm(): Promise<void>;
  crashes(): number;
  close(): Promise<void>;
}

export async function createWorld(seed: number, backend: Backend): Promise<World> {
  const hours = (salt: number): number => ((seed * 7 + salt * 13) % 5) - 2;
  const list = await startSides(seed, { github: hours(1), jira: hours(2), salesforce: hours(3) });
  const sides = new Map(list.map((side) => [side.name, side]));
  let commitsLeft: number | null = null;
  let crashesAhead: number[] = [];
  let crashes = 0;
  const start = (): Promise<SyncEngine> =>
    startSyncEngine({
      sides: list.map((side) => ({ ...side, secrets: { ...side.secrets, webhookSecret: SECRET } })),
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
  for (const side of list) side.subscribe(`${address}/webhooks/${engine.connectionId(side.name)}`, SECRET);
  await engine.configure(
    'proof',
    proofConfig({ github: sides.get('github')!.place('0').scope, jira: sides.get('jira')!.place('0').scope }),
  );

  const restart = async (): Promise<void> => {
    crashes += 1;
    await ingress.close();
    await engine.stop();
    engine = await start();
    ingress = createIngressApp({ ctx: engine.ctx, health: createHealth() });
    await ingress.listen({ port, host: '127.0.0.1' });
  };
  /** Everything that waits for a time may go on; what a worker holds at this moment is moving already. */
  const wake = async (): Promise<void> => {
    const { store } = engine.ctx;
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
  };
  return {
    sides,
    engine: () => engine,
    crashes: () => crashes,
    async revive() {
      if (!engine.crashed()) return false;
      commitsLeft = null;
      await restart();
      await wake();
      commitsLeft = crashesAhead.shift() ?? null;
      return true;
    },
    setWeather(weather) {
      crashesAhead = [...weather.crashesAfter];
      commitsLeft = crashesAhead.shift() ?? null;
      for (const name of SIDES) {
        const side = sides.get(name)!;
        side.webhooks.setFaults({
          dropRate: weather.lost,
          duplicates: { min: 0, max: weather.copies },
          shuffleWindow: weather.shuffle,
          maxDelayMs: 20,
        });
        for (let index = 0; index < weather.lostAnswers[name]; index += 1) {
          const write = side.writePaths[index % side.writePaths.length]!;
          side.faults.add({ kind: 'lost_answer', ...write, skip: index });
        }
        if (weather.cut[name] > 0) side.faults.add({ kind: 'reset', count: weather.cut[name], skip: 2 });
        if (weather.cut[name] > 1) side.faults.add({ kind: 'status', status: 502, count: 2, skip: 5 });
      }
    },
    async calm() {
      commitsLeft = null;
      for (const side of sides.values()) {
        side.faults.clear();
        side.webhooks.setFaults({
          paused: false,
          dropRate: 0,
          duplicates: { min: 0, max: 0 },
          shuffleWindow: 0,
          maxDelayMs: 0,
        });
      }
      if (engine.crashed()) await restart();
      await wake();
    },
    async close() {
      await ingress.close();
      await engine.stop();
      for (const side of sides.values()) await side.close();
    },
  };
}

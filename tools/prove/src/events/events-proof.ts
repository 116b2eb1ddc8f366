import { setTimeout as delay } from 'node:timers/promises';
import { hasNats, type RunningNats } from '@syncline/testing/start-nats';
import type { Proof } from '../proof.ts';
import type { Fleet, Member } from '../shared/fleet.ts';
import { runEvents } from './events-run.ts';

/** NATS, each relay and Postgres are killed in turn under load: consumers see every change of every entity, in order. */
export const eventsProof: Proof = async ({ seed, services, short, note }) => {
  if (!hasNats()) return { broken: ['There is no nats-server on this machine'], figures: {} };
  const rounds = short ? 1 : 6;
  const broken: string[] = [];
  const figures: Record<string, number | string> = {};
  for (const kind of short ? services.backends.slice(0, 1) : services.backends) {
    let kills = 0;
    const killPostgres = async (): Promise<void> => {
      process.kill(services.postgres.pid(), 'SIGKILL');
      kills++;
      await delay(3_000);
    };
    const killRelay = async (fleet: Fleet, member: Member): Promise<void> => {
      if (fleet.ready().includes(member)) kills++;
      await fleet.kill(member);
      await delay(3_000);
    };
    const killNats = async (nats: RunningNats): Promise<void> => {
      await nats.kill();
      kills++;
      await delay(1_500);
      await nats.restart();
      await delay(1_500);
    };
    const result = await runEvents({
      backend: await services.createBackend(kind),
      seed,
      issues: short ? 300 : 3_000,
      editsPerSecond: short ? 10 : 30,
      seconds: short ? 20 : 120,
      disturb: async (fleet, nats) => {
        await delay(2_000);
        for (let round = 0; round < rounds; round++) {
          await killNats(nats);
          await killRelay(fleet, 'scheduler');
          await killPostgres();
          await killRelay(fleet, 'scheduler/2');
        }
      },
    });
    note(`${kind}: ${JSON.stringify({ ...result, broken: result.broken.slice(0, 5) })}`);
    figures[kind] =
      `${result.changes} changes of ${result.entities} entities heard of in order, ${result.events} events, ${result.copies} copies, ${kills} kills`;
    broken.push(...result.broken.map((sentence) => `${kind}: ${sentence}`));
    if (kills < 4 * rounds) broken.push(`${kind}: only ${kills} kills`);
    if (result.changes < result.entities + 10) broken.push(`${kind}: hardly anything was edited, which proves little`);
  }
  return { broken, figures };
};

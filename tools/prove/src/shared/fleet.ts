import { setTimeout as delay } from 'node:timers/promises';
import { type RunningChild, startChild } from './child-process.ts';

export const WORKER_ROLES = ['fetcher', 'transformer', 'merger', 'writer', 'scheduler', 'reconciler'] as const;
export const ALL_ROLES = [...WORKER_ROLES, 'ingress', 'operator'] as const;
export type Role = (typeof ALL_ROLES)[number];
/** A process of the fleet by its role; those of one role are told apart by a number: `fetcher`, `fetcher/2`. */
export type Member = Role | `${Role}/${number}`;

/** The product's own programs, each in a process of its own, that can be killed and come back. */
export interface Fleet {
  /** Processes that run now, as far as is known. */
  ready(): Member[];
  /** The process ids of those that run now. */
  pids(): ReadonlyMap<Member, number>;
  /** SIGKILL, and a start anew that is not waited for. */
  kill(member: Member): Promise<void>;
  /** SIGTERM, and a start anew when it has ended: how it ended and after how long. Resolves when it runs again. */
  restart(member: Member): Promise<{ readonly code: number | NodeJS.Signals; readonly ms: number }>;
  /** Resolves when every process runs again. */
  whole(): Promise<void>;
  /** Processes that ended without having been told to, with the end of their output. */
  readonly crashes: readonly string[];
  readonly kills: ReadonlyMap<Member, number>;
  stop(): Promise<void>;
}

const STARTS = 20;
const POSTGRES_COMES_UP =
  /not yet accepting connections|starting up|shutting down|in recovery mode|ECONNREFUSED|Connection terminated/;

export async function startFleet(members: readonly Member[], env: Readonly<Record<string, string>>): Promise<Fleet> {
  const running = new Map<Member, RunningChild>();
  const starting = new Map<Member, Promise<void>>();
  const kills = new Map<Member, number>();
  const crashes: string[] = [];
  const told = new WeakSet<RunningChild>();

  const launch = async (member: Member): Promise<void> => {
    const child = await startChild({
      name: member,
      script: import.meta.resolve(`@syncline/${member.split('/', 1)[0]}/main`),
      env,
      readyBy: '"Started"',
    });
    running.set(member, child);
    void child.ended.then((code) => {
      if (told.has(child)) return;
      crashes.push(`the ${member} ended by itself with ${code}: ${lastWords(child.output())}`);
      if (running.get(member) === child) running.delete(member);
    });
  };
  /** As whatever runs containers does: what can't start while Postgres comes up is started again. */
  const start = (member: Member): Promise<void> => {
    const started = (async () => {
      for (let tries = 1; ; tries += 1) {
        try {
          return await launch(member);
        } catch (error) {
          if (tries === STARTS || !POSTGRES_COMES_UP.test(String(error))) throw error;
          await delay(500);
        }
      }
    })().then(() => void starting.delete(member));
    starting.set(member, started);
    // Seen by whoever waits for `whole`.
    started.catch(() => {});
    return started;
  };
  const stop = async (): Promise<void> => {
    await Promise.allSettled(starting.values());
    await Promise.all(
      [...running.values()].map((child) => {
        told.add(child);
        return child.stop();
      }),
    );
  };
  try {
    await Promise.all(members.map(start));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    crashes,
    kills,
    ready: () => [...running.keys()],
    pids: () => new Map([...running].map(([member, { pid }]) => [member, pid])),
    kill: async (member) => {
      const child = running.get(member);
      if (!child) return;
      told.add(child);
      running.delete(member);
      kills.set(member, (kills.get(member) ?? 0) + 1);
      await child.kill();
      start(member).catch(() => {});
    },
    restart: async (member) => {
      await starting.get(member);
      const child = running.get(member);
      if (!child) throw new Error(`The ${member} does not run`);
      told.add(child);
      running.delete(member);
      const stoppingAt = performance.now();
      await child.stop(60_000);
      const ended = { code: await child.ended, ms: Math.round(performance.now() - stoppingAt) };
      await start(member);
      return ended;
    },
    whole: async () => {
      await Promise.all(starting.values());
    },
    stop,
  };
}

/** Why a program ended: what it called fatal, else the end of what it said. */
function lastWords(output: string): string {
  const fatal = output.split('\n').findLast((line) => line.includes('"level":"fatal"'));
  return (fatal ?? output).slice(-4_000);
}

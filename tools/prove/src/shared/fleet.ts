import { type RunningChild, startChild } from './child-process.ts';

export const WORKER_ROLES = ['fetcher', 'transformer', 'merger', 'writer', 'scheduler', 'reconciler'] as const;
export type Role = (typeof WORKER_ROLES)[number] | 'ingress';

/** The product's own programs, each in a process of its own, that can be killed and come back. */
export interface Fleet {
  /** Roles that run now, as far as is known. */
  ready(): Role[];
  /** SIGKILL, and a start anew that is not waited for. */
  kill(role: Role): Promise<void>;
  /** Resolves when every role runs again. */
  whole(): Promise<void>;
  /** Processes that ended without having been told to, with the end of their output. */
  readonly crashes: readonly string[];
  readonly kills: ReadonlyMap<Role, number>;
  stop(): Promise<void>;
}

export async function startFleet(roles: readonly Role[], env: Readonly<Record<string, string>>): Promise<Fleet> {
  const running = new Map<Role, RunningChild>();
  const starting = new Map<Role, Promise<void>>();
  const kills = new Map<Role, number>();
  const crashes: string[] = [];
  const told = new WeakSet<RunningChild>();

  const start = (role: Role): Promise<void> => {
    const started = startChild({
      name: role,
      script: import.meta.resolve(`@syncline/${role}/main`),
      env,
      readyBy: '"Started"',
    }).then((child) => {
      running.set(role, child);
      starting.delete(role);
      void child.ended.then((code) => {
        if (told.has(child)) return;
        crashes.push(`the ${role} ended by itself with ${code}: ${child.output().slice(-2_000)}`);
        if (running.get(role) === child) running.delete(role);
      });
    });
    starting.set(role, started);
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
    await Promise.all(roles.map(start));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    crashes,
    kills,
    ready: () => [...running.keys()],
    kill: async (role) => {
      const child = running.get(role);
      if (!child) return;
      told.add(child);
      running.delete(role);
      kills.set(role, (kills.get(role) ?? 0) + 1);
      await child.kill();
      void start(role);
    },
    whole: async () => {
      await Promise.all(starting.values());
    },
    stop,
  };
}

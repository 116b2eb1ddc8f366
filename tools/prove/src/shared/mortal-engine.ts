import { createIngressApp } from '@syncline/ingress';
import { createHealth } from '@syncline/runtime';
import { type SyncEngine, type SyncEngineOptions, startSyncEngine } from '@syncline/testing/start-sync-engine';
import { freePort } from '../webhooks/free-port.ts';
import type { Backend } from './backend.ts';

/** A whole engine with its ingress in this process, that dies after commits and comes back. */
export interface MortalEngine {
  /** The one that lives now. */
  now(): SyncEngine;
  /** Where a connection's webhooks go; the same for every life. */
  webhookUrl(side: string): string;
  /** Does something that a death may interrupt, again until it is done. */
  through<T>(work: (engine: SyncEngine) => Promise<T>): Promise<T>;
  /** Resolves when nothing is moving any more; deaths meanwhile are lived through. */
  quiet(timeoutMs: number): Promise<void>;
  readonly deaths: () => number;
  close(): Promise<void>;
}

export interface MortalEngineOptions extends Pick<SyncEngineOptions, 'sides' | 'config'> {
  readonly backend: Backend;
  /** After how many commits it dies, one number a life; when they are used up it lives on. */
  readonly lives: readonly number[];
}

export async function startMortalEngine({ backend, lives, ...options }: MortalEngineOptions): Promise<MortalEngine> {
  const queue =
    backend.redisUrl === null
      ? { kind: 'postgres' as const, databaseUrl: backend.databaseUrl }
      : { kind: 'redis' as const, url: backend.redisUrl };
  let deaths = 0;
  let commitsLeft = lives[0] ?? Number.POSITIVE_INFINITY;
  const port = await freePort();
  const start = async () => {
    const engine = await startSyncEngine({
      ...options,
      database: { url: backend.databaseUrl, queue },
      crashNow: () => --commitsLeft < 0,
    });
    const ingress = createIngressApp({ ctx: engine.ctx, health: createHealth() });
    await ingress.listen({ port, host: '127.0.0.1' });
    return { engine, ingress };
  };
  let life = await start();
  let isOver = false;
  const end = async (): Promise<void> => {
    if (isOver) return;
    isOver = true;
    await life.ingress.close();
    await life.engine.stop();
  };
  const through = async <T>(work: (engine: SyncEngine) => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        return await work(life.engine);
      } catch (error) {
        if (!life.engine.crashed()) throw error;
        deaths += 1;
        // It stays dead until all of it is gone, as a process would be.
        commitsLeft = Number.POSITIVE_INFINITY;
        await end();
        life = await start();
        isOver = false;
        commitsLeft = lives[deaths] ?? Number.POSITIVE_INFINITY;
        // What the dead one was reading would be left to it for ten minutes.
        await life.engine.ctx.store.query(
          `update pages set next_attempt_at = now() where id in (select id from pages
             where kind = 'single' and state = 'queued' and next_attempt_at > now() for update skip locked)`,
        );
      }
    }
  };
  return {
    now: () => life.engine,
    webhookUrl: (side) => `http://127.0.0.1:${port}/webhooks/${life.engine.connectionId(side)}`,
    through,
    quiet: (timeoutMs) => {
      const deadline = performance.now() + timeoutMs;
      return through((engine) => engine.quiet(deadline - performance.now()));
    },
    deaths: () => deaths,
    close: end,
  };
}

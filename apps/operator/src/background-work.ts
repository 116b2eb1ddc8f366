import type { Logger } from '@syncline/observability';

/** Work that goes on after its request was answered; a shutdown waits for it. */
export interface BackgroundWork {
  /** What fails is logged. */
  run(name: string, work: () => Promise<unknown>): void;
  settled(): Promise<void>;
}

export function createBackgroundWork(logger: Logger): BackgroundWork {
  const running = new Set<Promise<void>>();
  return {
    run: (name, work) => {
      const promise = work().then(
        () => void running.delete(promise),
        (err: unknown) => {
          running.delete(promise);
          logger.error({ err, work: name }, 'background work failed');
        },
      );
      running.add(promise);
    },
    settled: async () => void (await Promise.all(running)),
  };
}

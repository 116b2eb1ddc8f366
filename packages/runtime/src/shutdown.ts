import type { Logger } from '@syncline/observability';

export interface ShutdownOptions {
  readonly logger: Logger;
  /** For all hooks together, in ms. */
  readonly limitMs: number;
}

interface Hook {
  readonly name: string;
  readonly run: () => unknown;
}

/**
 * Shutdown hooks, run once, last added first. A hook that fails doesn't keep the others from running; one added
 * while they run is run too. `run` resolves to whether all of them ended well within the limit.
 */
export function createShutdown({ logger, limitMs }: ShutdownOptions) {
  const hooks: Hook[] = [];
  return {
    add(name: string, run: Hook['run']): void {
      hooks.push({ name, run });
    },
    async run(): Promise<boolean> {
      let current = '';
      let isClean = true;
      const runAll = async (): Promise<'done'> => {
        for (let hook = hooks.pop(); hook; hook = hooks.pop()) {
          current = hook.name;
          try {
            await hook.run();
          } catch (error) {
            isClean = false;
            logger.error({ err: error, hook: hook.name }, 'Shutdown step failed');
          }
        }
        return 'done';
      };
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<'late'>((resolve) => {
        timer = setTimeout(() => resolve('late'), limitMs);
      });
      const outcome = await Promise.race([runAll(), limit]);
      clearTimeout(timer);
      if (outcome === 'late') {
        logger.error({ hook: current, limitMs, notRun: hooks.map((hook) => hook.name) }, 'Shutdown took too long');
        return false;
      }
      return isClean;
    },
  };
}

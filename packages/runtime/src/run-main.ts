import { createLogger, type Logger } from '@syncline/observability';
import { ConfigurationError } from './configuration-error.ts';
import { exitCode } from './exit-code.ts';
import { createShutdown } from './shutdown.ts';

export interface Lifecycle {
  /** Aborted as soon as shutdown begins: loops and waits end on it. */
  readonly signal: AbortSignal;
  /** Runs at shutdown, one after another, last registered first: what was started last stops first. */
  onShutdown(name: string, hook: () => unknown): void;
  /** Begins the shutdown that a signal would begin. Resolves after the hooks; the process then exits with `code`. */
  shutdown(reason: string, code?: number): Promise<void>;
}

export interface RunMainOptions {
  readonly logger?: Logger;
  /** How long all hooks together, and the last flush, may take, in ms. 30 s by default. */
  readonly shutdownLimitMs?: number;
  /** Sends what was logged and traced, after the last line, for up to so many ms. */
  readonly flush?: (withinMs: number) => Promise<void>;
}

/** What is kept of the time for the last flush, in ms, and the most that it gets. */
const FLUSH_MS = { least: 2_000, most: 5_000 };

/**
 * Runs a program: signals, ordered shutdown and exit codes. SIGINT and SIGTERM drain and exit with 0, a second signal
 * exits at once, a ConfigurationError exits with 78 and its sentence, anything else that is thrown or left unhandled
 * with 1. When the parent process gave a channel and dies, that is a SIGTERM. When `main` is done and nothing keeps the process busy, the hooks run and it exits with 0.
 */
export function runMain(
  name: string,
  main: (lifecycle: Lifecycle) => Promise<void> | void,
  { logger = createLogger({ name }), shutdownLimitMs = 30_000, flush }: RunMainOptions = {},
): void {
  const stopping = new AbortController();
  const hooks = createShutdown({ logger, limitMs: flush ? shutdownLimitMs - FLUSH_MS.least : shutdownLimitMs });
  let ending: Promise<void> | undefined;

  const end = (reason: string, code: number): Promise<void> => {
    if (ending) {
      if (code !== exitCode.ok) process.exitCode = code;
      return ending;
    }
    process.exitCode = code;
    const startedAt = performance.now();
    ending = Promise.resolve().then(async () => {
      logger.info({ reason }, 'Stopping');
      stopping.abort(new Error(reason));
      if (!(await hooks.run())) process.exitCode = process.exitCode || exitCode.failure;
      logger.info('Stopped');
      const leftMs = shutdownLimitMs - (performance.now() - startedAt);
      await flush?.(Math.min(FLUSH_MS.most, Math.max(leftMs, 0))).catch(() => {});
      process.exit();
    });
    return ending;
  };
  const fail = (error: unknown): Promise<void> => {
    if (error instanceof ConfigurationError) {
      process.stderr.write(`${name}: ${error.message}\n`);
      return end('bad configuration', exitCode.configuration);
    }
    logger.fatal({ err: error }, 'Failed');
    return end('failure', exitCode.failure);
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    if (ending) {
      logger.warn({ signal }, 'Second signal: exiting at once');
      process.exit(signal === 'SIGINT' ? exitCode.interrupted : 143);
    }
    void end(signal, exitCode.ok);
  };

  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  process.on('unhandledRejection', (error) => void fail(error));
  process.on('uncaughtException', (error) => void fail(error));
  // Whoever started us with a channel and is gone can't stop us any more.
  process.on('disconnect', () => void end('parent is gone', exitCode.ok));
  process.channel?.unref();
  process.on('beforeExit', () => void end('done', exitCode.ok));

  const lifecycle: Lifecycle = {
    signal: stopping.signal,
    onShutdown: hooks.add,
    shutdown: (reason, code = exitCode.ok) => end(reason, code),
  };
  Promise.resolve()
    .then(() => main(lifecycle))
    // What is aborted because of the shutdown is no failure.
    .catch((error: unknown) => (stopping.signal.aborted ? undefined : fail(error)));
}

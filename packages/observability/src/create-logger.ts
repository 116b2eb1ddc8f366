import { multistream, type Logger as PinoLogger, pino } from 'pino';
import { PinoPretty } from 'pino-pretty';
import type { LogShipping } from './logs/log-shipping.ts';
import { redact } from './redact.ts';
import { cutMessage } from './serialize-error.ts';
import { activeFields } from './tracing/work-fields.ts';

export type Logger = PinoLogger;
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

export interface LoggerOptions {
  /** The process that speaks, such as `fetcher`. */
  readonly name: string;
  readonly level?: LogLevel;
  /** Lines for people instead of JSON. By default when the destination is a terminal. */
  readonly pretty?: boolean;
  /** `stdout` by default; command-line tools, whose standard output is data, use `stderr`. */
  readonly destination?: 'stdout' | 'stderr' | { write(line: string): void };
  /** What is sent every line beside. */
  readonly shipping?: LogShipping | null;
}

/**
 * A logger of its own: JSON lines, or readable ones on a terminal. Values under names like `token`, `secret`,
 * `authorization` and `password` never reach the destination, at any depth; errors are cut (see `serializeError`).
 */
export function createLogger(options: LoggerOptions): Logger {
  const { name, level = 'info', pretty, destination = 'stdout', shipping } = options;
  const stream = typeof destination === 'object' ? undefined : process[destination];
  const target = typeof destination === 'object' ? destination : destinationOf(stream?.isTTY ?? false);
  const logger = pino(
    {
      name,
      level,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: {},
      // Before the line's own fields, which stand.
      mixin: activeFields,
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => redact(fields),
      },
      hooks: { logMethod: logErrorsCut },
    },
    shipping ? multistream([target, ...shipping.streams].map((to) => ({ level: 'trace', stream: to }))) : target,
  );
  // pino drops the bindings formatter for children. A child inherits this method, so its own children are covered.
  const createChild = logger.child;
  logger.child = function createRedactedChild(this: Logger, bindings: object, options?: object) {
    return Reflect.apply(createChild, this, [redact(bindings), options]);
  } as unknown as Logger['child'];
  return logger;

  function destinationOf(isTerminal: boolean) {
    const fd = destination === 'stderr' ? 2 : 1;
    // Synchronous, so that the last words before an exit are not lost.
    if (pretty ?? isTerminal) return PinoPretty({ destination: fd, sync: true, ignore: 'pid,hostname' });
    return pino.destination({ fd, sync: true });
  }
}

/** `logger.error(error)` makes the whole message of the error the line's message: it is cut here. */
function logErrorsCut(this: Logger, args: Parameters<Logger['info']>, method: (...args: unknown[]) => void): void {
  const [first, second] = args as unknown[];
  if (first instanceof Error && second === undefined) {
    method.call(this, { err: first }, cutMessage(first.message));
    return;
  }
  method.apply(this, args);
}

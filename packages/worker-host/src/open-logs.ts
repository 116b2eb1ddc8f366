import {
  createLogger,
  type Logger,
  type LoggerOptions,
  type LogShipping,
  type LogShippingSettings,
  openLogShipping,
} from '@syncline/observability';
import { type Environment, loadEnv } from '@syncline/runtime';
import { z } from 'zod';
import { fieldVariables, missingFieldVariables } from './field-variables.ts';
import { logLevel } from './log-level.ts';

const logEnv = z.object(fieldVariables);
const DEFAULT_PORT = { udp: 514, tcp: 514, tls: 6_514 };

export interface ProcessLogs {
  readonly logger: Logger;
  /** Log destinations beside the output; null when there are none. */
  readonly shipping: LogShipping | null;
}

/**
 * The logger of a process, and the destinations that its variables name. Variables that are not right are nobody's
 * concern here: the process says so and ends when it loads all of them.
 */
export function openLogs(
  environment: Environment,
  options: Pick<LoggerOptions, 'name' | 'destination'> & { readonly defaultLevel: 'info' | 'warn' },
): ProcessLogs {
  const { defaultLevel, ...loggerOptions } = options;
  const settings = settingsOf(environment, options.name);
  const shipping = settings && openLogShipping(settings, (fields, message) => logger.warn(fields, message));
  const level = logLevel.catch(defaultLevel).parse(environment['LOG_LEVEL']);
  const logger = createLogger({ ...loggerOptions, level, shipping });
  return { logger, shipping };
}

function settingsOf(environment: Environment, name: string): LogShippingSettings | null {
  let env: z.output<typeof logEnv>;
  try {
    env = loadEnv(logEnv, environment);
  } catch {
    return null;
  }
  if (missingFieldVariables(env).length > 0) return null;
  const { SYSLOG_HOST: host, SYSLOG_PROTOCOL: protocol, KILLKRILL_URL: url, KILLKRILL_API_KEY: apiKey } = env;
  const syslog =
    env.SYSLOG_ENABLED && host !== undefined
      ? { protocol, host, port: env.SYSLOG_PORT ?? DEFAULT_PORT[protocol] }
      : undefined;
  const collector = env.KILLKRILL_ENABLED && url !== undefined && apiKey !== undefined ? { url, apiKey } : undefined;
  if (!syslog && !collector) return null;
  return {
    name,
    maxBufferBytes: env.SYNCLINE_LOG_BUFFER_BYTES,
    ...(syslog ? { syslog } : {}),
    ...(collector ? { collector } : {}),
  };
}

/** What was recorded and logged last, to wherever it goes. */
export async function flushAll(
  sinks: readonly ({ close(withinMs: number): Promise<void> } | null)[],
  withinMs: number,
): Promise<void> {
  await Promise.all(sinks.flatMap((sink) => (sink ? [sink.close(withinMs)] : [])));
}

import { fitLine, textOf } from './fit-line.ts';
import type { LogLine } from './line-buffer.ts';

/** A log event as collectors of the Elastic Common Schema's kind take it. */
export interface CollectorEvent {
  readonly timestamp: string;
  readonly log_level: string;
  readonly message: string;
  readonly service_name: string;
  readonly hostname: string;
  readonly logger_name: string;
  readonly ecs_version: string;
  readonly trace_id?: string;
  readonly span_id?: string;
  /** The correlation id: what all lines of one cause have in common. */
  readonly transaction_id?: string;
  /** All other fields of the line, each as text; what has parts is JSON. */
  readonly labels: Readonly<Record<string, string>>;
}

const MAX_LINE_BYTES = 65_536;
const levelNames: Readonly<Record<number, string>> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'error',
  60: 'fatal',
};

/** A line of the log as an event. Nothing of it is left out: what has no place of its own becomes a label. */
export function collectorEvent({ text, level }: LogLine, service: string): CollectorEvent {
  const { time, name, hostname, msg, traceId, spanId, correlationId, level: levelName, ...others } = fieldsOf(text);
  return {
    timestamp: textOf(time, new Date().toISOString()),
    log_level: textOf(levelName, levelNames[level] ?? 'info'),
    message: textOf(msg),
    service_name: service,
    hostname: textOf(hostname),
    logger_name: textOf(name, service),
    ecs_version: '8.0',
    ...(typeof traceId === 'string' ? { trace_id: traceId } : {}),
    ...(typeof spanId === 'string' ? { span_id: spanId } : {}),
    ...(typeof correlationId === 'string' ? { transaction_id: correlationId } : {}),
    labels: Object.fromEntries(
      Object.entries(others).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
    ),
  };
}

function fieldsOf(text: string): Record<string, unknown> {
  try {
    return JSON.parse(fitLine(text, MAX_LINE_BYTES)) as Record<string, unknown>;
  } catch {
    return { msg: text };
  }
}

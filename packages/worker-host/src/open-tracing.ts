import { type Logger, startTracing, type Tracing, type TracingSettings } from '@syncline/observability';
import type { WorkerEnv } from './env.ts';

type TracingEnv = Pick<WorkerEnv, Extract<keyof WorkerEnv, `OTEL_${string}`>>;

/** Has the process record and send spans, if its variables ask for it; null when they do not. */
export async function openTracing(env: TracingEnv, name: string, logger: Logger): Promise<Tracing | null> {
  const endpoint = env.OTEL_EXPORTER_OTLP_ENDPOINT;
  const url =
    env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ??
    (endpoint === undefined ? null : `${endpoint.replace(/\/$/, '')}/v1/traces`);
  if (url === null || env.OTEL_SDK_DISABLED || env.OTEL_TRACES_EXPORTER === 'none') return null;
  const protocol = env.OTEL_EXPORTER_OTLP_PROTOCOL;
  if (protocol === 'grpc') {
    logger.warn(
      { variable: 'OTEL_EXPORTER_OTLP_PROTOCOL' },
      'no traces are sent: OTLP is spoken over HTTP alone, set http/protobuf and the port for it (4318)',
    );
    return null;
  }
  const settings: TracingSettings = {
    serviceName: env.OTEL_SERVICE_NAME ?? `syncline-${name}`,
    url,
    protocol,
    headers: pairsOf(env.OTEL_EXPORTER_OTLP_HEADERS),
    sampler: env.OTEL_TRACES_SAMPLER,
    ratio: env.OTEL_TRACES_SAMPLER_ARG,
    attributes: pairsOf(env.OTEL_RESOURCE_ATTRIBUTES),
  };
  return startTracing(settings, (fields, message) => logger.warn(fields, message));
}

/** `a=b,c=d`, with values as addresses write them. */
function pairsOf(text = ''): Record<string, string> {
  const pairs: Record<string, string> = {};
  for (const pair of text.split(',')) {
    const [name = '', ...value] = pair.split('=');
    if (name.trim() !== '' && value.length > 0) pairs[name.trim()] = decoded(value.join('=').trim());
  }
  return pairs;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

import { DiagLogLevel, diag, trace } from '@opentelemetry/api';
import type * as Sdk from '@opentelemetry/sdk-trace';

export interface TracingSettings {
  readonly serviceName: string;
  /** Where spans are posted to, path and all. */
  readonly url: string;
  readonly protocol: 'http/protobuf' | 'http/json';
  readonly headers: Readonly<Record<string, string>>;
  readonly sampler: SamplerName;
  /** The share that the ratio samplers keep, from 0 to 1. */
  readonly ratio: number;
  /** Further words about the process: `OTEL_RESOURCE_ATTRIBUTES`. */
  readonly attributes: Readonly<Record<string, string>>;
}

export const samplerNames = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;
type SamplerName = (typeof samplerNames)[number];

export interface Tracing {
  /** Sends what was recorded, for up to so many ms, and ends. */
  close(withinMs: number): Promise<void>;
}

const TELL_EVERY_MS = 60_000;

/**
 * Has spans recorded and sent over OTLP. The SDK is loaded here, so that processes that trace nothing start without it.
 * A collector that is away costs the spans that the SDK has no room for; `tell` hears of it once a minute at most.
 */
export async function startTracing(
  settings: TracingSettings,
  tell: (fields: Record<string, unknown>, message: string) => void,
): Promise<Tracing> {
  const [sdk, { resourceFromAttributes, defaultResource }, { OTLPTraceExporter }] = await Promise.all([
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/resources'),
    settings.protocol === 'http/json'
      ? import('@opentelemetry/exporter-trace-otlp-http')
      : import('@opentelemetry/exporter-trace-otlp-proto'),
  ]);
  hearOfTrouble(tell);
  const exporter = new OTLPTraceExporter({ url: settings.url, headers: { ...settings.headers } });
  const provider = new sdk.TracerProvider({
    sampler: samplerOf(sdk, settings),
    resource: defaultResource().merge(
      resourceFromAttributes({ ...settings.attributes, 'service.name': settings.serviceName }),
    ),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter, scheduledDelayMillis: 1_000 })],
    spanLimits: { attributeValueLengthLimit: 1_024 },
  });
  const isOurs = trace.setGlobalTracerProvider(provider);
  return {
    close: async (withinMs) => {
      if (isOurs) trace.disable();
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, withinMs);
      });
      await Promise.race([provider.shutdown().catch(() => {}), limit]);
      clearTimeout(timer);
    },
  };
}

function samplerOf(
  { AlwaysOffSampler, AlwaysOnSampler, ParentBasedSampler, TraceIdRatioBasedSampler }: typeof Sdk,
  { sampler, ratio }: TracingSettings,
): Sdk.Sampler {
  const name = sampler.replace('parentbased_', '');
  const root =
    name === 'always_on'
      ? new AlwaysOnSampler()
      : name === 'always_off'
        ? new AlwaysOffSampler()
        : new TraceIdRatioBasedSampler(ratio);
  return sampler.startsWith('parentbased_') ? new ParentBasedSampler({ root }) : root;
}

function hearOfTrouble(tell: (fields: Record<string, unknown>, message: string) => void): void {
  let toldAt = Number.NEGATIVE_INFINITY;
  const hear = (message: string): void => {
    if (performance.now() - toldAt < TELL_EVERY_MS) return;
    toldAt = performance.now();
    // What the SDK says of it is its own text; the answer of a collector may repeat what it was sent.
    tell({ detail: message.slice(0, 300) }, 'traces can not be sent');
  };
  const ignore = (): void => {};
  diag.setLogger({ error: hear, warn: hear, info: ignore, debug: ignore, verbose: ignore }, DiagLogLevel.WARN);
}

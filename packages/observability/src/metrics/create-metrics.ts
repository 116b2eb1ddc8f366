import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { MetricDefinition } from './define-metric.ts';
import { processMetrics, sharedMetrics } from './metric-table.ts';

type LabelOf<Row> = Row extends { readonly labels: readonly (infer Label extends string)[] } ? Label : never;
type InstrumentOf<Row> = Row extends { readonly type: 'counter' }
  ? Counter<LabelOf<Row>>
  : Row extends { readonly type: 'histogram' }
    ? Histogram<LabelOf<Row>>
    : Gauge<LabelOf<Row>>;

interface Exposition {
  readonly registry: Registry;
  /** The value of the Content-Type header that goes with `text()`. */
  readonly contentType: string;
  /** Everything in Prometheus' text format. */
  text(): Promise<string>;
}

type Instruments<Table> = { readonly [Key in keyof Table]: InstrumentOf<Table[Key]> };

export type Metrics = Exposition & Instruments<typeof processMetrics>;
export type SharedGauges = Exposition & Instruments<typeof sharedMetrics>;

export interface MetricsOptions {
  /** Also memory, event loop and garbage collection of this process. Once a process. */
  readonly processMetrics?: boolean;
}

/** What one process counts, in a registry of its own. */
export function createMetrics({ processMetrics: isWhole = false }: MetricsOptions = {}): Metrics {
  const registry = new Registry();
  if (isWhole) collectDefaultMetrics({ register: registry });
  return { ...expositionOf(registry), ...instrumentsOf(processMetrics, registry) };
}

/** Gauges of what all processes share; whoever serves them fills them in first. */
export function createSharedGauges(): SharedGauges {
  const registry = new Registry();
  return { ...expositionOf(registry), ...instrumentsOf(sharedMetrics, registry) };
}

function expositionOf(registry: Registry): Exposition {
  return { registry, contentType: registry.contentType, text: () => registry.metrics() };
}

function instrumentsOf<Table extends Record<string, MetricDefinition>>(
  table: Table,
  registry: Registry,
): Instruments<Table> {
  const entries = Object.entries(table).map(([key, row]) => [key, instrumentOf(row, registry)]);
  return Object.fromEntries(entries) as Instruments<Table>;
}

function instrumentOf({ name, help, labels, type, buckets }: MetricDefinition, registry: Registry) {
  const common = { name, help, labelNames: [...labels], registers: [registry] };
  switch (type) {
    case 'counter':
      return new Counter(common);
    case 'gauge':
      return new Gauge(common);
    case 'histogram':
      return new Histogram({ ...common, ...(buckets === undefined ? {} : { buckets: [...buckets] }) });
  }
}

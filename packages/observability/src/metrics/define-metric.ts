export type MetricType = 'counter' | 'gauge' | 'histogram';
export type MetricUnit =
  | 'seconds'
  | 'timestamp'
  | 'ratio'
  | 'bytes'
  | 'alerts'
  | 'calls'
  | 'connections'
  | 'conflicts'
  | 'deliveries'
  | 'events'
  | 'fields'
  | 'items'
  | 'jobs'
  | 'keys'
  | 'lines'
  | 'links'
  | 'pages'
  | 'processes'
  | 'records'
  | 'writes'
  | 'boolean';

/** A metric as it is declared: the registries, docs/metrics.md, the dashboards and the alert rules come from these rows. */
export interface MetricDefinition<Label extends string = string> {
  readonly name: string;
  readonly type: MetricType;
  readonly help: string;
  readonly labels: readonly Label[];
  /** Of its values; a timestamp is in seconds since 1970, a boolean is 1 or 0, a ratio is from 0 to 1. */
  readonly unit: MetricUnit;
  /** What keeps the number of its series small, in words. */
  readonly bounds: string;
  /**
   * `process`: each process counts what it does itself: sum them. `shared`: state that all processes share, read from
   * Postgres and the queue by whoever is asked: every operator tells the same, take the max.
   */
  readonly from: 'process' | 'shared';
  /** Of a histogram: upper bounds. */
  readonly buckets?: readonly number[];
}

type Rest = Omit<MetricDefinition, 'type' | 'labels' | 'from' | 'buckets' | 'bounds'> & { readonly bounds?: string };

const noLabels = 'one series';

export function counter<const Label extends string>(labels: readonly Label[], rest: Rest) {
  return { ...described(rest, labels), type: 'counter', labels, from: 'process' } as const;
}

export function histogram<const Label extends string>(
  labels: readonly Label[],
  rest: Rest & { readonly buckets: readonly number[] },
) {
  return { ...described(rest, labels), buckets: rest.buckets, type: 'histogram', labels, from: 'process' } as const;
}

/** Of what this process alone holds, such as a connection of its own. */
export function processGauge<const Label extends string>(labels: readonly Label[], rest: Rest) {
  return { ...described(rest, labels), type: 'gauge', labels, from: 'process' } as const;
}

/** Of what stands in Postgres or the queue. */
export function sharedGauge<const Label extends string>(labels: readonly Label[], rest: Rest) {
  return { ...described(rest, labels), type: 'gauge', labels, from: 'shared' } as const;
}

function described({ name, help, unit, bounds }: Rest, labels: readonly string[]) {
  if (bounds === undefined && labels.length > 0) throw new Error(`${name} does not say what bounds its series`);
  return { name, help, unit, bounds: bounds ?? noLabels };
}

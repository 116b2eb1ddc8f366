import {
  countServiceMinutes,
  latencyBounds,
  noteFreshness,
  readServiceFigures,
  readServiceSteps,
  type ServiceFigures,
  type Sql,
} from '@syncline/store';
import { quantileOf, shareAbove } from './quantile.ts';

/** What is promised, in the units of each objective's value. */
const LATENCY_S = 1;
const LATENCY_SHARE = 0.95;
const SUCCESS_SHARE = 0.999;
const CONFLICTS_AN_HOUR = 1;
const FRESH_S = 30;
/** The share of looks that may see the graph further behind. */
const FRESH_SHARE = 0.99;

const HOUR_MS = 3_600_000;

export const serviceWindows = { '1h': HOUR_MS, '24h': 24 * HOUR_MS, '7d': 7 * 24 * HOUR_MS } as const;
export type ServiceWindow = keyof typeof serviceWindows;
export type Objective = 'sync_latency' | 'success_rate' | 'conflict_rate' | 'state_freshness';

export interface ServiceLevel {
  readonly objective: Objective;
  readonly description: string;
  readonly unit: 'seconds' | 'share' | 'conflicts per hour';
  readonly target: { readonly is: 'below' | 'above'; readonly value: number };
  readonly window: ServiceWindow;
  /** Null: nothing happened. */
  readonly value: number | null;
  /** What the value was made from: changes, operations, minutes or looks. */
  readonly samples: number;
  readonly inBreach: boolean;
  /** The share of what may go wrong in the window that is left; below 0 in breach. */
  readonly budgetLeft: number;
  /** The value over time, oldest first; null where nothing happened. */
  readonly series: readonly { readonly at: Date; readonly value: number | null }[];
}

interface Definition {
  readonly objective: Objective;
  readonly description: string;
  readonly unit: ServiceLevel['unit'];
  readonly target: ServiceLevel['target'];
  valueOf(figures: ServiceFigures): number | null;
  samplesOf(figures: ServiceFigures): number;
  /** What went wrong as a share of what may: 1 is all of the budget. */
  spentOf(figures: ServiceFigures): number;
}

const total = ({ latency }: ServiceFigures): number => latency.reduce((sum, count) => sum + count, 0);
const ended = ({ succeeded, failed }: ServiceFigures): number => succeeded + failed;

const definitions: readonly Definition[] = [
  {
    objective: 'sync_latency',
    description:
      'p95 of how long a change took, from its announcement to the graph and from its observation to the other side',
    unit: 'seconds',
    target: { is: 'below', value: LATENCY_S },
    valueOf: ({ latency }) => quantileOf(latencyBounds, latency, LATENCY_SHARE),
    samplesOf: total,
    spentOf: ({ latency }) => shareAbove(latencyBounds, latency, LATENCY_S) / (1 - LATENCY_SHARE),
  },
  {
    objective: 'success_rate',
    description: 'Share of the records read and of the writes that ended well',
    unit: 'share',
    target: { is: 'above', value: SUCCESS_SHARE },
    valueOf: (figures) => (ended(figures) === 0 ? null : figures.succeeded / ended(figures)),
    samplesOf: ended,
    spentOf: (figures) => (ended(figures) === 0 ? 0 : figures.failed / ended(figures) / (1 - SUCCESS_SHARE)),
  },
  {
    objective: 'conflict_rate',
    description: 'Conflicts found, an hour',
    unit: 'conflicts per hour',
    target: { is: 'below', value: CONFLICTS_AN_HOUR },
    valueOf: (figures) => (figures.minutes === 0 ? null : (figures.conflicts * 60) / Math.max(60, figures.minutes)),
    samplesOf: ({ minutes }) => minutes,
    spentOf: (figures) => (figures.conflicts * 60) / Math.max(60, figures.minutes) / CONFLICTS_AN_HOUR,
  },
  {
    objective: 'state_freshness',
    description: `How far the graph was behind what was announced, at the worst; of all looks, ${FRESH_SHARE * 100} % are to be within the target`,
    unit: 'seconds',
    target: { is: 'below', value: FRESH_S },
    valueOf: ({ looks, behindMax }) => (looks === 0 ? null : behindMax),
    samplesOf: ({ looks }) => looks,
    spentOf: ({ looks, looksBehind }) => (looks === 0 ? 0 : looksBehind / looks / (1 - FRESH_SHARE)),
  },
];

const STEPS = 60;

/** Every objective over every window, from the figures of the minutes in Postgres: a restart forgets nothing. */
export async function readServiceLevels(sql: Sql, workspaceId: number): Promise<ServiceLevel[]> {
  const windows = Object.entries(serviceWindows) as [ServiceWindow, number][];
  const read = await Promise.all(
    windows.map(async ([window, ms]) => ({
      window,
      figures: await readServiceFigures(sql, workspaceId, ms),
      steps: await readServiceSteps(sql, workspaceId, ms, STEPS),
    })),
  );
  return definitions.flatMap(({ valueOf, samplesOf, spentOf, ...objective }) =>
    read.map(({ window, figures, steps }) => {
      const spent = spentOf(figures);
      return {
        ...objective,
        window,
        value: valueOf(figures),
        samples: samplesOf(figures),
        inBreach: spent > 1,
        budgetLeft: 1 - spent,
        series: steps.map((step) => ({ at: step.at, value: valueOf(step) })),
      };
    }),
  );
}

/** What the scheduler does every few seconds, so that there are figures to tell from. */
export async function keepServiceFigures(sql: Sql): Promise<void> {
  await noteFreshness(sql, FRESH_S * 1000);
  await countServiceMinutes(sql);
}

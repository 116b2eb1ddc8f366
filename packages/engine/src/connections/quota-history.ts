import { type QuotaBucket, type QuotaStep, readQuotaSteps, type Sql } from '@syncline/store';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How far back, and in which steps. */
export const quotaWindows = {
  '6h': { windowMs: 6 * HOUR_MS, stepMs: 5 * MINUTE_MS },
  '24h': { windowMs: 24 * HOUR_MS, stepMs: 15 * MINUTE_MS },
  '7d': { windowMs: 7 * 24 * HOUR_MS, stepMs: HOUR_MS },
} as const;
export type QuotaSpan = keyof typeof quotaWindows;

export interface QuotaHistory {
  readonly window: QuotaSpan;
  readonly stepMs: number;
  readonly buckets: readonly {
    readonly bucket: QuotaBucket;
    /** Oldest first, one a step; `lowest` is null where nobody looked. */
    readonly series: readonly {
      readonly at: Date;
      readonly capacity: number | null;
      readonly lowest: number | null;
      readonly held: boolean;
    }[];
  }[];
}

/** What a connection's buckets had left over time. Empty for one that was never asked anything of. */
export async function readQuotaHistory(
  sql: Sql,
  workspaceId: number,
  connectionId: number,
  window: QuotaSpan,
  now: Date,
): Promise<QuotaHistory> {
  const { windowMs, stepMs } = quotaWindows[window];
  const steps = await readQuotaSteps(sql, workspaceId, connectionId, windowMs, stepMs);
  const last = Math.floor(now.getTime() / stepMs) * stepMs;
  const times = Array.from({ length: windowMs / stepMs }, (_, index) => last - windowMs + (index + 1) * stepMs);
  return {
    window,
    stepMs,
    buckets: [...Map.groupBy(steps, ({ bucket }) => bucket)].map(([bucket, own]) => ({
      bucket,
      series: seriesOf(own, times),
    })),
  };
}

function seriesOf(steps: readonly QuotaStep[], times: readonly number[]) {
  const byTime = new Map(steps.map((step) => [step.at.getTime(), step]));
  return times.map((time) => {
    const step = byTime.get(time);
    return {
      at: new Date(time),
      capacity: step?.capacity ?? null,
      lowest: step?.lowest ?? null,
      held: step?.held ?? false,
    };
  });
}

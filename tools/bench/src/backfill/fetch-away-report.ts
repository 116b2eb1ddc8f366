import { startChild } from '../shared/child-process.ts';

export interface FetchAwayOrder {
  readonly url: string;
  readonly org: string;
  readonly token: string;
  readonly streams: readonly string[];
  /** As many pages at a time as the fetcher reads. */
  readonly concurrency: number;
}

export interface FetchAwayReport {
  readonly seconds: number;
}

/** Fetches everything once and throws it away, in one process of its own. */
export async function fetchAway(order: FetchAwayOrder): Promise<FetchAwayReport> {
  const child = await startChild({
    name: 'fetch away',
    script: import.meta.resolve('./fetch-away.ts'),
    args: [JSON.stringify(order)],
    readyBy: 'Started',
  });
  const output = await child.ended;
  return JSON.parse(output.trim().split('\n').at(-1)!) as FetchAwayReport;
}

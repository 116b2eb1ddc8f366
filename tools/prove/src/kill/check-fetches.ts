import type { SandboxProcess } from '../shared/sandbox-process.ts';

export interface FetchCheck {
  readonly broken: readonly string[];
  readonly pages: number;
  /** Fetches beyond one a page. */
  readonly again: number;
}

/** Pages of one fetcher under way at a time, live lane included. */
const PAGES_AT_A_TIME = 14;

/**
 * A kill of the fetcher, or a lost queue, can cost a second read of what was being read at that moment, and of
 * nothing else.
 */
export async function checkFetches(sandbox: SandboxProcess, disturbances: number): Promise<FetchCheck> {
  const counts = await sandbox.requests(/GET .*\/issues\?.*per_page=100/);
  const again = [...counts.values()].reduce((sum, times) => sum + times - 1, 0);
  const broken = [...counts]
    .filter(([, times]) => times > 1 + disturbances)
    .map(
      ([url, times]) =>
        `${url} was fetched ${times} times with ${disturbances} kills of the fetcher and losses of the queue`,
    );
  if (again > disturbances * PAGES_AT_A_TIME)
    broken.push(`${again} fetches again are more than ${disturbances} kills and losses explain`);
  if (counts.size === 0) broken.push('no page was fetched');
  return { broken, pages: counts.size, again };
}

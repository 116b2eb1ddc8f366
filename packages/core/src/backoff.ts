/** Base and cap in ms of job retries. */
export interface BackoffOptions {
  readonly baseMs: number;
  readonly capMs: number;
}

export const defaultBackoff: BackoffOptions = { baseMs: 1_000, capMs: 120_000 };

/**
 * Exponential backoff with full jitter: a random wait between 0 and min(cap, base * 2^(attempt-1)), in ms.
 * Full jitter spreads a herd best: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 * `attempt` is 1 for the wait after the first failure.
 */
export function backoffDelayMs(
  attempt: number,
  options: BackoffOptions = defaultBackoff,
  random = Math.random,
): number {
  const ceiling = Math.min(options.capMs, options.baseMs * 2 ** Math.max(0, attempt - 1));
  return Math.round(random() * ceiling);
}

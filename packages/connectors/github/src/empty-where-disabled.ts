import { toSynclineError } from '@syncline/core';

/**
 * A repository that turned issues off answers their list with 410 "Issues are disabled for this repo": a list with
 * nothing in it, no failure. What was read of it before stays as it is.
 */
export async function emptyWhereDisabled<Result>(
  read: () => Promise<Result>,
  empty: (observedAt: Date) => Result,
): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    const { status, message } = toSynclineError(error);
    if (status !== 410 || !/issues .*disabled/i.test(message)) throw error;
    return empty(new Date());
  }
}

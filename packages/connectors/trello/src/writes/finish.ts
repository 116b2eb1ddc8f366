import { SynclineError, toSynclineError } from '@syncline/core';

/** Some of it is written: what a retry must find out first. What Trello refuses of the rest stays what it is. */
export async function finish(done: string, rest: () => Promise<void>): Promise<void> {
  try {
    await rest();
  } catch (error) {
    const problem = toSynclineError(error);
    if (problem.class === 'permission') throw problem;
    throw new SynclineError({
      class: 'partial',
      code: 'trello_unfinished',
      message: `Trello ${done}, and then: ${problem.message}`,
      ...(problem.field !== undefined && { field: problem.field }),
      cause: error,
    });
  }
}

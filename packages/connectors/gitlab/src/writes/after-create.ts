import { SynclineError, toSynclineError } from '@syncline/core';

/**
 * Carries on with a record that was just made. A refusal of what follows must not pass for a refusal of the create,
 * which would be made again: it is `partial`, and the record is found by its key.
 */
export async function afterCreate<T>(what: string, signal: AbortSignal, rest: () => Promise<T>): Promise<T> {
  try {
    return await rest();
  } catch (error) {
    signal.throwIfAborted();
    throw new SynclineError({
      class: 'partial',
      code: 'gitlab_created_in_part',
      message: `${what} was created, but not all of it could be written: ${toSynclineError(error).message}`,
      cause: error,
    });
  }
}

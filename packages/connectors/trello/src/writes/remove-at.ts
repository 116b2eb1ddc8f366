import { toSynclineError } from '@syncline/core';
import type { TrelloClient } from '../client.ts';

/** Deletes what is there; what is gone already counts as deleted. */
export async function removeAt(client: TrelloClient, path: string, signal: AbortSignal): Promise<void> {
  try {
    await client.send({ method: 'DELETE', path }, signal);
  } catch (error) {
    if (toSynclineError(error).class !== 'not_found') throw error;
  }
}

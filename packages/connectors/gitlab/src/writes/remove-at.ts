import { toSynclineError } from '@syncline/core';
import type { GitLabClient } from '../client.ts';

/** Deletes what is there; what is gone already counts as deleted. */
export async function removeAt(
  client: GitLabClient,
  route: string,
  parameters: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<void> {
  try {
    await client.bytes(route, parameters, signal);
  } catch (error) {
    if (toSynclineError(error).class !== 'not_found') throw error;
  }
}

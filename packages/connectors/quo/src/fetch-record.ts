import type { FetchedRecord } from '@syncline/connector-sdk';
import { toSynclineError } from '@syncline/core';
import { type ApiRequest, type QuoClient } from './client.ts';

/**
 * The newest state of one record. 404 is what Quo says of ids that are gone and of those of other workspaces; ids are
 * had from this one, so that while the workspace answers it means gone. What may not be seen is 403.
 */
export async function fetchRecord(
  client: QuoClient,
  request: ApiRequest,
  what: string,
  signal: AbortSignal,
): Promise<FetchedRecord> {
  try {
    return { outcome: 'found', raw: (await client.send(request, signal)).raw };
  } catch (error) {
    const { class: errorClass } = toSynclineError(error);
    if (errorClass === 'permission') return { outcome: 'unreachable', detail: `${what} may not be seen by the key` };
    if (errorClass !== 'not_found') throw error;
    await client.send({ path: '/organization' }, signal);
    return { outcome: 'gone' };
  }
}

import type { FetchedRecord, RecordKey } from '@syncline/connector-sdk';
import { toSynclineError } from '@syncline/core';
import type { GitHubClient } from './client.ts';

export interface RecordPlace {
  readonly route: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /**
   * A read of the container: when it answers, a 404 of the record means what it says (rule 3.10). Absent: it never
   * does, because the record may have been renamed, or hidden from the token.
   */
  readonly control?: {
    readonly route: string;
    readonly parameters: Readonly<Record<string, unknown>>;
    /** Whether the container, as it answered, would show the record at all; absent: it would. */
    readonly shows?: (container: unknown) => boolean;
  };
}

/**
 * The newest state of one record, or how it is gone. GitHub answers the old place of a transferred issue with a
 * redirect, so that a record with another id comes back: it moved.
 */
export async function fetchRecord(
  client: GitHubClient,
  key: RecordKey,
  place: RecordPlace,
  signal: AbortSignal,
): Promise<FetchedRecord> {
  try {
    const { raw, data } = await client.json(place.route, place.parameters, signal);
    const id = (data as { id?: string | number } | null)?.id;
    if (id !== undefined && String(id) !== key.externalId)
      return { outcome: 'moved', detail: `${key.locator} is now the place of ${String(id)}` };
    return { outcome: 'found', raw };
  } catch (error) {
    const problem = toSynclineError(error);
    if (problem.class !== 'not_found') throw error;
    if (!place.control)
      return { outcome: 'unreachable', detail: `${key.locator} was not found; it may have been renamed` };
    return (await answers(client, place.control, signal))
      ? { outcome: 'gone' }
      : { outcome: 'unreachable', detail: `${key.locator} was not found, nor was what holds it` };
  }
}

async function answers(
  client: GitHubClient,
  { route, parameters, shows }: NonNullable<RecordPlace['control']>,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const { data } = await client.json(route, parameters, signal);
    return shows?.(data) ?? true;
  } catch (error) {
    const problem = toSynclineError(error);
    if (problem.class === 'not_found' || problem.class === 'permission') return false;
    throw error;
  }
}

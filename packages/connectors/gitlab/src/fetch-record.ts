import type { FetchedRecord, RecordKey } from '@syncline/connector-sdk';
import { toSynclineError } from '@syncline/core';
import type { DataAnswer, GitLabClient } from './client.ts';
import { idOf } from './item.ts';
import type { Place } from './place.ts';

export interface RecordPlace {
  /** How it is called in messages: `issue acme/api#12`. */
  readonly name: string;
  read(): Promise<DataAnswer>;
  /** What holds it: when that answers, a 404 of the record means what it says (rule 3.10). Absent: it never does. */
  readonly container?: Place;
}

/** The newest state of one record, or how it is gone. */
export async function fetchRecord(
  client: GitLabClient,
  key: RecordKey,
  place: RecordPlace,
  signal: AbortSignal,
): Promise<FetchedRecord & { readonly data?: unknown }> {
  try {
    const { raw, data } = await place.read();
    const id = idOf(data);
    if (id !== null && id !== key.externalId)
      return { outcome: 'moved', detail: `${place.name} is now the place of ${id}` };
    return { outcome: 'found', raw, data };
  } catch (error) {
    if (toSynclineError(error).class !== 'not_found') throw error;
    if (!place.container)
      return { outcome: 'unreachable', detail: `${place.name} was not found, or may not be seen any more` };
    return (await answers(client, place.container, signal))
      ? { outcome: 'gone' }
      : { outcome: 'unreachable', detail: `${place.name} was not found, nor was what holds it` };
  }
}

async function answers(client: GitLabClient, { kind, id }: Place, signal: AbortSignal): Promise<boolean> {
  try {
    await client.bytes(`GET /${kind}/{id}`, { id }, signal);
    return true;
  } catch (error) {
    const { class: errorClass } = toSynclineError(error);
    if (errorClass === 'not_found' || errorClass === 'permission') return false;
    throw error;
  }
}

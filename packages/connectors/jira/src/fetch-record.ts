import type { FetchedRecord } from '@syncline/connector-sdk';
import { toSynclineError } from '@syncline/core';
import type { JiraAnswer } from './client.ts';

export interface RecordPlace {
  /** How it is called in messages: `issue 10010`. */
  readonly name: string;
  read(): Promise<JiraAnswer>;
  /** Why what was found is none of ours: the settings leave its project out. Null: it is. */
  leftOut?(data: unknown): string | null;
  /**
   * A read of what holds it: when that answers, a 404 of the record means what it says (rule 3.10). Absent: nothing
   * could tell a delete from lost access, and 404 proves nothing.
   */
  control?(): Promise<unknown>;
}

/** The newest state of one record, or how it is gone. */
export async function fetchRecord(place: RecordPlace): Promise<FetchedRecord> {
  try {
    const { raw, data } = await place.read();
    const detail = place.leftOut?.(data) ?? null;
    return detail === null ? { outcome: 'found', raw } : { outcome: 'out_of_scope', detail };
  } catch (error) {
    if (toSynclineError(error).class !== 'not_found') throw error;
    if (!place.control)
      return { outcome: 'unreachable', detail: `${place.name} was not found, or may not be seen any more` };
    return (await answers(place.control))
      ? { outcome: 'gone' }
      : { outcome: 'unreachable', detail: `${place.name} was not found, nor was what holds it` };
  }
}

export async function answers(control: () => Promise<unknown>): Promise<boolean> {
  try {
    await control();
    return true;
  } catch (error) {
    const { class: errorClass } = toSynclineError(error);
    if (errorClass === 'not_found' || errorClass === 'permission') return false;
    throw error;
  }
}

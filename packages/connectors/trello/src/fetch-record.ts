import type { FetchedRecord } from '@syncline/connector-sdk';
import { toSynclineError } from '@syncline/core';

export interface RecordPlace {
  /** How it is called in messages: `work package 12`. */
  readonly name: string;
  read(): Promise<FetchedRecord>;
  /**
   * A read of what holds it: when that answers, a 404 of the record means what it says (rule 3.10). Absent: nothing
   * could tell a delete from lost access, and 404 proves nothing.
   */
  control?(): Promise<unknown>;
}

/** The newest state of one record, or how it is gone. */
export async function fetchRecord(place: RecordPlace): Promise<FetchedRecord> {
  try {
    return await place.read();
  } catch (error) {
    if (toSynclineError(error).class !== 'not_found') throw error;
    if (!place.control)
      return { outcome: 'unreachable', detail: `${place.name} was not found, or may not be seen any more` };
    return (await answers(place.control))
      ? { outcome: 'gone' }
      : { outcome: 'unreachable', detail: `${place.name} was not found, nor was what holds it` };
  }
}

async function answers(control: () => Promise<unknown>): Promise<boolean> {
  try {
    await control();
    return true;
  } catch (error) {
    const { class: errorClass } = toSynclineError(error);
    if (errorClass === 'not_found' || errorClass === 'permission') return false;
    throw error;
  }
}

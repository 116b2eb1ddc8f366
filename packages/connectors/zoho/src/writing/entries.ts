import { asItem, type EntryAnswer, type Item, type Written } from '@syncline/connector-sdk';
import { type Json, SynclineError, toSynclineError } from '@syncline/core';
import type { ZohoClient } from '../client.ts';
import type { ModuleDefinition } from '../record/module-definition.ts';
import { readRefusal, refusalError } from '../refusal.ts';
import { zohoId } from '../zoho-id.ts';
import { withOwnFieldName } from './own-field-names.ts';

/** The most that one call writes. */
export const BATCH_SIZE = 100;

/** One call that writes records, all of one kind. */
export interface EntryCall {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** Beside the records: the fields that an upsert goes by. */
  readonly beside?: Readonly<Record<string, Json>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Sends records and takes the answer apart: each has a status of its own, whether the answer is 200, 201, 202 or 207. An
 * answer that does not speak of each of them leaves all in doubt.
 */
export async function sendEntries(
  client: ZohoClient,
  call: EntryCall,
  records: readonly Item[],
  signal: AbortSignal,
): Promise<readonly Item[]> {
  const { method, path, beside, headers } = call;
  const body = { data: records, ...beside };
  const { data } = await client.send({ method, path, body, ...(headers && { headers }) }, signal);
  const answers = asItem(data)?.['data'];
  const entries = Array.isArray(answers) ? answers.map(asItem) : [];
  if (entries.length !== records.length || entries.some((entry) => entry === null))
    throw new SynclineError({
      class: 'partial',
      code: 'zoho_entries_unanswered',
      message: `Zoho did not answer each of the ${records.length} records of a write.`,
    });
  return entries as Item[];
}

/** What became of one record. Throws its refusal, with the field under our name. */
export function writtenOf(definition: ModuleDefinition, entry: Item | undefined, scope: string): Written {
  if (entry?.['status'] !== 'success')
    throw withOwnFieldName(definition, refusalError(readRefusal(entry), 400, `a record of ${definition.module}`));
  const externalId = zohoId(asItem(entry['details'])?.['id']);
  if (externalId === null)
    throw new SynclineError({
      class: 'partial',
      code: 'zoho_no_id_of_write',
      message: 'Zoho confirmed a write without saying which record it was.',
    });
  // The answer tells the id alone: the record is read back.
  return { key: { externalId, locator: null, scope }, raw: null };
}

export interface Prepared {
  readonly scope: string;
  /** Throws what forbids this record alone. */
  prepare(): Item;
}

/**
 * Many records in one call, each for itself. Zoho answers a call of which every record is wrong like one that is wrong
 * as a whole: then they are sent one by one, so that each has its own refusal.
 */
export async function sendMany(
  client: ZohoClient,
  definition: ModuleDefinition,
  call: EntryCall,
  entries: readonly Prepared[],
  signal: AbortSignal,
): Promise<readonly EntryAnswer[]> {
  const answers: EntryAnswer[] = [];
  const sent: { readonly at: number; readonly record: Item }[] = [];
  for (const [at, { prepare }] of entries.entries()) {
    try {
      sent.push({ at, record: prepare() });
    } catch (error) {
      answers[at] = { outcome: 'refused', error: toSynclineError(error) };
    }
  }
  const answerOf = (entry: Item | undefined, at: number): EntryAnswer => {
    try {
      return { outcome: 'written', written: writtenOf(definition, entry, entries[at]?.scope ?? '') };
    } catch (error) {
      return { outcome: 'refused', error: toSynclineError(error) };
    }
  };
  const send = async (some: typeof sent): Promise<void> => {
    try {
      const records = some.map(({ record }) => record);
      const answered = await sendEntries(client, call, records, signal);
      for (const [index, { at }] of some.entries()) answers[at] = answerOf(answered[index], at);
    } catch (error) {
      const refusal = toSynclineError(error);
      signal.throwIfAborted();
      const isOfRecords = refusal.class === 'invalid' || refusal.class === 'not_found';
      if (!isOfRecords) throw error;
      const [only] = some;
      if (some.length > 1) for (const one of some) await send([one]);
      else if (only) answers[only.at] = { outcome: 'refused', error: withOwnFieldName(definition, refusal) };
    }
  };
  for (let from = 0; from < sent.length; from += BATCH_SIZE) await send(sent.slice(from, from + BATCH_SIZE));
  return answers;
}

import type { CreateRequest, EntryAnswer, UpdateRequest } from '@syncline/connector-sdk';
import { SynclineError, toSynclineError } from '@syncline/core';
import type { SalesforceClient } from '../client.ts';
import { asItem } from '../object/normalize.ts';
import type { ObjectDefinition } from '../object/object-definition.ts';
import { OWN_KEY, readRefusal, refusalError } from '../refusal.ts';
import { createBody, readEarlier, written } from './create-record.ts';
import { withOwnFieldName } from './own-field-names.ts';
import { moved, readRemote, staleWrite } from './remote-state.ts';
import { staleUpdate, updateBody } from './update-record.ts';

/** The most that one call takes. */
export const COLLECTION_SIZE = 200;

/** Many creates in one call, by upsert on our key, each for itself. */
export async function createRecords(
  client: SalesforceClient,
  definition: ObjectDefinition,
  requests: readonly CreateRequest[],
  signal: AbortSignal,
): Promise<readonly EntryAnswer[]> {
  const earlier = await readEarlier(client, definition, requests, signal);
  return sendCollection(client, definition, signal, {
    path: `/composite/sobjects/${definition.object}/${OWN_KEY}`,
    entries: requests.map((request) => ({
      scope: request.scope,
      prepare: () => {
        const made = earlier.get(request.ownKey);
        const stale = staleWrite(definition, made, request.fields);
        if (stale) throw stale;
        return { [OWN_KEY]: request.ownKey, ...createBody(definition, request, made !== undefined) };
      },
    })),
  });
}

/**
 * Many updates in one call. Collections take no condition, so that the records are read and compared just before: an
 * edit between that read and the write is not seen, as with vendors that have no conditional write at all.
 */
export async function updateRecords(
  client: SalesforceClient,
  definition: ObjectDefinition,
  requests: readonly UpdateRequest[],
  signal: AbortSignal,
): Promise<readonly EntryAnswer[]> {
  const ids = requests.map(({ key }) => key.externalId);
  const remote = await readRemote(client, definition, 'Id', ids, signal);
  return sendCollection(client, definition, signal, {
    path: '/composite/sobjects',
    entries: requests.map((request) => ({
      scope: request.key.scope,
      prepare: () => {
        const { externalId } = request.key;
        const now = remote.get(externalId);
        const problem = now && (staleUpdate(definition, now, request) ?? moved(definition, now, request));
        if (problem) throw problem;
        return { id: externalId, ...updateBody(definition, request) };
      },
    })),
  });
}

interface Collection {
  readonly path: string;
  readonly entries: readonly { readonly scope: string; prepare(): Record<string, unknown> }[];
}

async function sendCollection(
  client: SalesforceClient,
  definition: ObjectDefinition,
  signal: AbortSignal,
  { path, entries }: Collection,
): Promise<readonly EntryAnswer[]> {
  const answers: EntryAnswer[] = [];
  const sent: { readonly at: number; readonly record: Record<string, unknown> }[] = [];
  for (const [at, { prepare }] of entries.entries()) {
    try {
      sent.push({ at, record: { attributes: { type: definition.object }, ...prepare() } });
    } catch (error) {
      answers[at] = { outcome: 'refused', error: toSynclineError(error) };
    }
  }
  if (sent.length === 0) return answers;
  const body = { allOrNone: false, records: sent.map(({ record }) => record) };
  const { data } = await client.json({ method: 'PATCH', path, body }, signal);
  if (!Array.isArray(data) || data.length !== sent.length) throw notAnswered(sent.length);
  for (const [index, { at }] of sent.entries())
    answers[at] = entryAnswer(definition, data[index], entries[at]?.scope ?? '');
  return answers;
}

function entryAnswer(definition: ObjectDefinition, data: unknown, scope: string): EntryAnswer {
  const entry = asItem(data);
  if (entry?.['success'] === true) return { outcome: 'written', written: written(entry, scope) };
  const refusal = readRefusal(entry?.['errors']);
  const error = refusalError(refusal, 400, `an entry of ${definition.object}`);
  return { outcome: 'refused', error: withOwnFieldName(definition, error) };
}

function notAnswered(sent: number): SynclineError {
  return new SynclineError({
    class: 'partial',
    code: 'salesforce_entries_unanswered',
    message: `Salesforce did not answer each of the ${sent} entries of a collection.`,
  });
}

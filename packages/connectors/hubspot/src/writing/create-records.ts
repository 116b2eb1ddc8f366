import type { CreateRequest, EntryAnswer } from '@syncline/connector-sdk';
import { toSynclineError } from '@syncline/core';
import type { HubspotClient } from '../client.ts';
import type { ObjectDefinition } from '../object/object-definition.ts';
import { isKeyTaken } from '../refusal.ts';
import { type BatchEntry, refusedEntry, sendBatch } from './batch.ts';
import { createBody, createRecord, earlierRecord, written } from './create-record.ts';

/** Many creates in one call, each for itself. */
export async function createRecords(
  client: HubspotClient,
  definition: ObjectDefinition,
  requests: readonly CreateRequest[],
  signal: AbortSignal,
): Promise<readonly EntryAnswer[]> {
  const answers: EntryAnswer[] = [];
  const sent: (BatchEntry & { readonly at: number })[] = [];
  for (const [at, request] of requests.entries()) {
    try {
      sent.push({ at, traceId: request.ownKey, input: createBody(client, definition, request) });
    } catch (error) {
      answers[at] = { outcome: 'refused', error: toSynclineError(error) };
    }
  }
  const outcomes = await sendBatch(client, definition, 'create', sent, signal);
  for (const { at, traceId } of sent) {
    const request = requests[at]!;
    const outcome = outcomes?.get(traceId);
    answers[at] =
      outcome?.record !== undefined
        ? { outcome: 'written', written: written(outcome.record, request.scope) }
        : outcome?.error !== undefined && !isKeyTaken(outcome.error)
          ? { outcome: 'refused', error: outcome.error }
          : await alone(client, definition, request, outcome?.error !== undefined, signal);
  }
  return answers;
}

/** What the batch did not tell: made earlier, or refused along with others. Our key keeps it from being made twice. */
async function alone(
  client: HubspotClient,
  definition: ObjectDefinition,
  request: CreateRequest,
  isThere: boolean,
  signal: AbortSignal,
): Promise<EntryAnswer> {
  const make = isThere ? earlierRecord : createRecord;
  try {
    return { outcome: 'written', written: await make(client, definition, request, signal) };
  } catch (error) {
    return refusedEntry(error);
  }
}

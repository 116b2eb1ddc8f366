import type { EntryAnswer, UpdateRequest } from '@syncline/connector-sdk';
import { toSynclineError } from '@syncline/core';
import type { HubspotClient } from '../client.ts';
import type { ObjectDefinition } from '../object/object-definition.ts';
import { type BatchEntry, refusedEntry, sendBatch } from './batch.ts';
import { remoteVersions } from './stale-quote.ts';
import { staleUpdate, updateRecord } from './update-record.ts';
import { writeBody } from './write-body.ts';

/** Many updates in one call, as far as they are of properties alone; those that change associations go one by one. */
export async function updateRecords(
  client: HubspotClient,
  definition: ObjectDefinition,
  requests: readonly UpdateRequest[],
  signal: AbortSignal,
): Promise<readonly EntryAnswer[]> {
  const answers: EntryAnswer[] = [];
  const sent: (BatchEntry & { readonly at: number })[] = [];
  const single: number[] = [];
  const ids = requests.map(({ key }) => key.externalId);
  const versions = await remoteVersions(client, definition, ids, signal);
  for (const [at, request] of requests.entries()) {
    const { externalId } = request.key;
    try {
      const { properties, associations } = writeBody(definition, client.settings, request.fields);
      const stale = staleUpdate(definition, versions.get(externalId), request);
      if (stale) throw stale;
      // One record twice in a batch is refused by HubSpot.
      if (associations.length > 0 || ids.indexOf(externalId) !== at) single.push(at);
      else sent.push({ at, traceId: `entry-${at}`, input: { id: externalId, properties } });
    } catch (error) {
      answers[at] = { outcome: 'refused', error: toSynclineError(error) };
    }
  }
  const outcomes = await sendBatch(client, definition, 'update', sent, signal);
  for (const { at, traceId } of sent) {
    const outcome = outcomes?.get(traceId);
    if (outcome?.record !== undefined)
      answers[at] = { outcome: 'written', written: { key: requests[at]!.key, raw: null } };
    else if (outcome?.error !== undefined) answers[at] = { outcome: 'refused', error: outcome.error };
    else single.push(at);
  }
  for (const at of single) answers[at] = await alone(client, definition, requests[at]!, signal);
  return answers;
}

async function alone(
  client: HubspotClient,
  definition: ObjectDefinition,
  request: UpdateRequest,
  signal: AbortSignal,
): Promise<EntryAnswer> {
  try {
    return { outcome: 'written', written: await updateRecord(client, definition, request, signal) };
  } catch (error) {
    return refusedEntry(error);
  }
}

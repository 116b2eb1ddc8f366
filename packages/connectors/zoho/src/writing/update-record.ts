import type { EntryAnswer, UpdateRequest, Written } from '@syncline/connector-sdk';
import type { Json, SynclineError } from '@syncline/core';
import type { ZohoClient } from '../client.ts';
import type { ModuleDefinition } from '../record/module-definition.ts';
import { type EntryCall, sendEntries, sendMany, writtenOf } from './entries.ts';
import { withOwnFieldName } from './own-field-names.ts';
import { moved, readRemote, staleWrite } from './remote-state.ts';
import { writeBody } from './write-body.ts';

/**
 * Updates one record, which the engine has read and compared just before (rule 5.5). Zoho publishes the condition
 * If-Unmodified-Since for upserts; it is sent here as well, where nothing is promised of it: 412 when the record was
 * edited in a later second than that of the version we saw.
 */
export async function updateRecord(
  client: ZohoClient,
  definition: ModuleDefinition,
  request: UpdateRequest,
  signal: AbortSignal,
): Promise<Written> {
  const { externalId } = request.key;
  if (definition.versionField !== undefined) {
    const remote = (await readRemote(client, definition, 'id', [externalId], signal)).get(externalId);
    const stale = staleWrite(definition, remote, { ...request.expected, ...request.fields });
    if (stale) throw stale;
  }
  const call: EntryCall = {
    method: 'PUT',
    path: `/${definition.module}/${encodeURIComponent(externalId)}`,
    headers: conditionOf(request.expectedVersion),
  };
  try {
    const [entry] = await sendEntries(client, call, [updateBody(client, definition, request)], signal);
    return writtenOf(definition, entry, request.key.scope);
  } catch (error) {
    throw withOwnFieldName(definition, error);
  }
}

/**
 * Many updates in one call, which takes no condition for each: the records are read and compared just before, and an
 * edit between that read and the write is not seen.
 */
export async function updateRecords(
  client: ZohoClient,
  definition: ModuleDefinition,
  requests: readonly UpdateRequest[],
  signal: AbortSignal,
): Promise<readonly EntryAnswer[]> {
  const ids = requests.map(({ key }) => key.externalId);
  const remote = await readRemote(client, definition, 'id', ids, signal);
  const entries = requests.map((request) => ({
    scope: request.key.scope,
    prepare: () => {
      const { externalId } = request.key;
      const now = remote.get(externalId);
      const problem: SynclineError | null =
        now === undefined
          ? null
          : (staleWrite(definition, now, { ...request.expected, ...request.fields }) ??
            moved(definition, now, request));
      if (problem) throw problem;
      return { id: externalId, ...updateBody(client, definition, request) };
    },
  }));
  return sendMany(client, definition, { method: 'PUT', path: `/${definition.module}` }, entries, signal);
}

function updateBody(client: ZohoClient, definition: ModuleDefinition, request: UpdateRequest): Record<string, Json> {
  return writeBody(definition, client.settings, request, 'update');
}

function conditionOf(version: string | null): Record<string, string> {
  const time = version === null ? Number.NaN : Date.parse(version);
  return Number.isNaN(time) ? {} : { 'if-unmodified-since': `${new Date(time).toISOString().slice(0, 19)}+00:00` };
}

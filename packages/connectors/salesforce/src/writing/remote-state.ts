import type { UpdateRequest } from '@syncline/connector-sdk';
import { canonicalJson, type Json, SynclineError } from '@syncline/core';
import type { SalesforceClient } from '../client.ts';
import { type Item, normalizeRecord } from '../object/normalize.ts';
import { columnsOf, fieldNamed, type ObjectDefinition } from '../object/object-definition.ts';
import { queryWhole } from '../reading/query.ts';
import { soqlTexts } from '../reading/soql.ts';
import { STALE_QUOTE } from '../refusal.ts';

/** What Salesforce holds now under some values of a column, by that value. */
export async function readRemote(
  client: SalesforceClient,
  definition: ObjectDefinition,
  column: 'Id' | 'Syncline_Key__c',
  values: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Item>> {
  if (values.length === 0) return new Map();
  const columns = columnsOf(definition, client.settings).join(',');
  const soql = `SELECT ${columns} FROM ${definition.object} WHERE ${column} IN ${soqlTexts(values)}`;
  return new Map((await queryWhole(client, soql, signal)).map((record) => [String(record[column]), record]));
}

/** Why the remote state forbids an update; null when it is what the engine expects. */
export function moved(definition: ObjectDefinition, remote: Item, request: UpdateRequest): SynclineError | null {
  const now = normalizeRecord(definition, remote);
  const isOther = request.expectedVersion !== null && remote['LastModifiedDate'] !== request.expectedVersion;
  // A record that can't be read any more was changed as well, which its version tells.
  const fields = now.outcome === 'record' ? now.record.fields : {};
  const changed = Object.keys(request.expected).find(
    (name) => fields[name] !== undefined && canonicalJson(fields[name]) !== canonicalJson(request.expected[name]),
  );
  if (!isOther && changed === undefined) return null;
  return new SynclineError({
    class: 'conflict',
    code: 'salesforce_moved',
    message: `${definition.object} ${request.key.externalId} was changed in Salesforce since it was last read.`,
    ...(changed !== undefined && { field: changed }),
  });
}

/**
 * A write carries the version of what it writes: a remote that is newer refuses it (SEMANTICS 4), for good. A write
 * without a version can't be shown to be newer than any.
 */
export function staleWrite(
  definition: ObjectDefinition,
  remote: Item | undefined,
  fields: Readonly<Record<string, Json>>,
): SynclineError | null {
  const field = definition.versionField === undefined ? undefined : fieldNamed(definition, definition.versionField);
  const theirs = field === undefined ? null : remote?.[field.api];
  if (field === undefined || typeof theirs !== 'number') return null;
  const ours = fields[field.name];
  if (typeof ours === 'number' && ours >= theirs) return null;
  return new SynclineError({
    class: 'invalid',
    code: STALE_QUOTE,
    message: `Salesforce holds version ${theirs} of this ${definition.kind}; the write carries ${JSON.stringify(ours ?? null)}.`,
    field: field.name,
  });
}

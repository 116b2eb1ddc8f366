import type { Item, UpdateRequest } from '@syncline/connector-sdk';
import { canonicalJson, type Json, SynclineError } from '@syncline/core';
import type { ZohoClient } from '../client.ts';
import { allOf, coqlText, IN_SIZE, query } from '../reading/coql.ts';
import { columnsOf, fieldNamed, type ModuleDefinition } from '../record/module-definition.ts';
import { normalizeRecord } from '../record/normalize.ts';
import { type OWN_KEY, STALE_QUOTE } from '../refusal.ts';

/** What Zoho holds now under some values of a column, by that value. */
export async function readRemote(
  client: ZohoClient,
  definition: ModuleDefinition,
  column: 'id' | typeof OWN_KEY,
  values: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Item>> {
  const found = new Map<string, Item>();
  for (let from = 0; from < values.length; from += IN_SIZE) {
    const some = values.slice(from, from + IN_SIZE);
    const coql =
      `select ${columnsOf(definition, client.settings).join(', ')} from ${definition.module} ` +
      `where ${allOf([`${column} in (${some.map(coqlText).join(', ')})`])} order by id asc limit ${IN_SIZE * 2}`;
    const { records } = await query(client, coql, signal);
    for (const record of records) {
      const value = String(record[column]);
      // Zoho compares without regard to case, and the oldest of several is the one that was made first.
      if (some.includes(value) && !found.has(value)) found.set(value, record);
    }
  }
  return found;
}

/** Why the remote state forbids an update; null when it is what the engine expects. */
export function moved(definition: ModuleDefinition, remote: Item, request: UpdateRequest): SynclineError | null {
  const now = normalizeRecord(definition, remote);
  // A record that can't be read any more was changed as well, which its version tells.
  const fields: Readonly<Record<string, Json>> = now.outcome === 'record' ? now.record.fields : {};
  const version = now.outcome === 'record' ? (now.record.version ?? null) : null;
  const isOther = request.expectedVersion !== null && version !== request.expectedVersion;
  const changed = Object.keys(request.expected).find(
    (name) => fields[name] !== undefined && canonicalJson(fields[name]) !== canonicalJson(request.expected[name]),
  );
  if (!isOther && changed === undefined) return null;
  return new SynclineError({
    class: 'conflict',
    code: 'zoho_moved',
    message: `${definition.module} ${request.key.externalId} was changed in Zoho since it was last read.`,
    ...(changed !== undefined && { field: changed }),
  });
}

/**
 * A write carries the version of what it writes: a remote that is newer refuses it (SEMANTICS 4), for good. A write
 * without a version can't be shown to be newer than any.
 */
export function staleWrite(
  definition: ModuleDefinition,
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
    message: `Zoho holds version ${theirs} of this ${definition.kind}; the write carries ${JSON.stringify(ours ?? null)}.`,
    field: field.name,
  });
}

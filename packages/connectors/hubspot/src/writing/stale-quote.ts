import { asItem, type Item } from '@syncline/connector-sdk';
import { type Json, SynclineError } from '@syncline/core';
import type { HubspotClient } from '../client.ts';
import { fieldNamed, type ObjectDefinition } from '../object/object-definition.ts';
import { readValue } from '../object/values.ts';

/** Properties of some records by id, as far as they are there. */
async function readProperties(
  client: HubspotClient,
  object: string,
  ids: readonly string[],
  properties: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Item>> {
  if (ids.length === 0) return new Map();
  const body = { properties, propertiesWithHistory: [], inputs: ids.map((id) => ({ id })) };
  const { data } = await client.send({ method: 'POST', path: `/crm/v3/objects/${object}/batch/read`, body }, signal);
  const results: unknown = asItem(data)?.['results'];
  const items = Array.isArray(results) ? (results as Item[]) : [];
  return new Map(items.map((item) => [String(item['id']), asItem(item['properties']) ?? {}]));
}

/** The versions that HubSpot holds now of records of which a write carries one; nothing is asked of other objects. */
export async function remoteVersions(
  client: HubspotClient,
  definition: ObjectDefinition,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Item>> {
  const property = versionProperty(definition);
  return property === null ? new Map() : readProperties(client, definition.object, ids, [property], signal);
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
  if (field === undefined || field.property === null) return null;
  const read = readValue(field, remote?.[field.property] ?? null);
  const theirs = read.is === 'value' ? read.value : null;
  if (typeof theirs !== 'number') return null;
  const ours = fields[field.name];
  if (typeof ours === 'number' && ours >= theirs) return null;
  return new SynclineError({
    class: 'invalid',
    code: 'stale_outbound_write',
    message: `HubSpot holds version ${theirs} of this ${definition.kind}; the write carries ${JSON.stringify(ours ?? null)}.`,
    field: field.name,
  });
}

function versionProperty(definition: ObjectDefinition): string | null {
  const { versionField } = definition;
  return versionField === undefined ? null : (fieldNamed(definition, versionField)?.property ?? null);
}

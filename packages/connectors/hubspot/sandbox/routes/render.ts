import type { HubspotRecord } from '../model/object-store.ts';
import type { ObjectSchema } from '../model/schemas.ts';

/** Properties that searches and reads show where none are asked for. */
const SHOWN = 6;

/** A record as the API shows it, with the properties asked for and those that come along always. */
export function renderRecord(schema: ObjectSchema, record: HubspotRecord, asked: readonly string[] | null) {
  const names = asked ?? [...schema.properties.keys()].slice(0, SHOWN);
  const properties: Record<string, string | null> = {};
  // What the object does not have is passed over without a word.
  for (const name of new Set([schema.created, schema.modified, 'hs_object_id', ...names]))
    if (schema.properties.has(name)) properties[name] = record.properties[name] ?? null;
  return {
    id: record.id,
    properties,
    createdAt: new Date(record.createdAt).toISOString(),
    updatedAt: new Date(record.updatedAt).toISOString(),
    archived: record.archivedAt !== null,
    ...(record.archivedAt !== null && { archivedAt: new Date(record.archivedAt).toISOString() }),
  };
}

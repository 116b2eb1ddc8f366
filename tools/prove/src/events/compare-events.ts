import { isDeepStrictEqual } from 'node:util';
import type { EventEnvelope } from '@syncline/event-bus';
import type { Sql } from '@syncline/store';

interface Change {
  readonly entity_id: string;
  readonly version: number;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly omitted: readonly string[];
}

const isChange = /\.(created|updated|deleted)$/;

/** Every version in the history of every entity: what consumers must have seen of each, neither more nor less. */
export async function countVersions(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ n: number }>(
    'select (select count(*) from entities)::int + (select count(*) from entity_versions)::int as n',
  );
  return rows[0]!.n;
}

/** How many changes of entities there are among the events. */
export function countChanges(events: readonly EventEnvelope[]): number {
  return events.filter(({ event_type }) => isChange.test(event_type)).length;
}

/**
 * What the events say otherwise than the database does: versions that are missing, too many or out of order, and entities
 * that are not what their events make of them.
 */
export async function compareEvents(sql: Sql, events: readonly EventEnvelope[]): Promise<string[]> {
  const broken: string[] = [];
  const told = new Map<string, { version: number; fields: Record<string, unknown>; omitted: Set<string> }>();
  for (const { event_type, id, payload } of events) {
    if (!isChange.test(event_type)) continue;
    const change = payload as unknown as Change;
    const entity = told.get(change.entity_id) ?? { version: 0, fields: {}, omitted: new Set<string>() };
    if (change.version !== entity.version + 1)
      broken.push(`${id}: version ${change.version} of ${change.entity_id} came behind version ${entity.version}`);
    Object.assign(entity.fields, change.fields);
    for (const name of Object.keys(change.fields)) entity.omitted.delete(name);
    for (const name of change.omitted) entity.omitted.add(name);
    told.set(change.entity_id, { ...entity, version: change.version });
  }
  const { rows } = await sql.query<{ id: string; version: number; fields: Record<string, unknown> }>(
    'select id, version, fields from entities',
  );
  for (const { id, version, fields } of rows) {
    const entity = told.get(id);
    if (entity?.version !== version)
      broken.push(`${id} is at version ${version}, its events at ${entity?.version ?? 0}`);
    for (const [name, value] of Object.entries(fields)) {
      const isTold = entity?.omitted.has(name) || isDeepStrictEqual(entity?.fields[name] ?? null, value);
      if (!isTold)
        broken.push(
          `${id}: ${name} is ${JSON.stringify(value)}, its events say ${JSON.stringify(entity?.fields[name])}`,
        );
    }
    told.delete(id);
  }
  for (const id of told.keys()) broken.push(`there are events of ${id}, which is not in the hub`);
  return broken;
}

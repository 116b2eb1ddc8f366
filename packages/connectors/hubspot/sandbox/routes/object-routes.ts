import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  archiveRecord,
  createRecord,
  liveRecord,
  type NewAssociation,
  updateRecord,
} from '../changes/change-records.ts';
import { noObject } from '../changes/refusal.ts';
import type { HubspotRecord, ObjectStore } from '../model/object-store.ts';
import type { Portal } from '../model/portal.ts';
import { runSearch, type SearchBody } from '../query/search.ts';
import { renderRecord } from './render.ts';

/** Records one by one, and searches. */
export function objectRoutes(app: FastifyInstance, portal: Portal): void {
  app.post('/crm/v3/objects/:object/search', (request, reply) => {
    const store = portal.store(paramsOf(request).object);
    const body = (request.body ?? {}) as SearchBody;
    const { searchCap: cap, indexLagMs } = portal.settings;
    store.catchUp(portal.nowMs() - indexLagMs);
    const { total, records, after } = runSearch(store, body, cap);
    return reply.send({
      total,
      results: records.map((record) => renderRecord(store.schema, record, body.properties ?? null)),
      ...(after !== null && { paging: { next: { after } } }),
    });
  });

  app.post('/crm/v3/objects/:object', (request, reply) => {
    const store = portal.store(paramsOf(request).object);
    const { properties, associations } = bodyOf(request);
    const record = createRecord(portal, store, properties, associations);
    return reply.code(201).send(renderRecord(store.schema, record, [...store.schema.properties.keys()]));
  });

  app.get('/crm/v3/objects/:object/:id', (request, reply) => {
    const { object, id } = paramsOf(request);
    const store = portal.store(object);
    const query = request.query as { idProperty?: string; properties?: string; archived?: string };
    const record = recordBy(store, id, query.idProperty);
    if (record === undefined || (record.archivedAt !== null) !== (query.archived === 'true')) throw noObject(id);
    return reply.send(renderRecord(store.schema, record, query.properties?.split(',') ?? null));
  });

  app.patch('/crm/v3/objects/:object/:id', (request, reply) => {
    const { object, id } = paramsOf(request);
    const store = portal.store(object);
    const record = updateRecord(portal, store, liveRecord(store, id).id, bodyOf(request).properties);
    return reply.send(renderRecord(store.schema, record, [...store.schema.properties.keys()]));
  });

  app.delete('/crm/v3/objects/:object/:id', (request, reply) => {
    const { object, id } = paramsOf(request);
    archiveRecord(portal, portal.store(object), id);
    return reply.code(204).send();
  });
}

function recordBy(store: ObjectStore, value: string, property: string | undefined): HubspotRecord | undefined {
  if (property === 'syncline_key') return store.withKey(value);
  return property === 'email' ? store.withEmail(value.toLowerCase()) : store.get(value);
}

export function paramsOf(request: FastifyRequest): { readonly object: string; readonly id: string } {
  const { object = '', id = '' } = request.params as { object?: string; id?: string };
  return { object, id };
}

function bodyOf(request: FastifyRequest): { readonly properties?: unknown; readonly associations?: NewAssociation[] } {
  return (request.body ?? {}) as ReturnType<typeof bodyOf>;
}

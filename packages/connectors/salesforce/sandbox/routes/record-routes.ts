import type { FastifyInstance, FastifyRequest } from 'fastify';
import { salesforceId } from '../../src/salesforce-id.ts';
import { notFound, Refusal } from '../changes/refusal.ts';
import { Transaction } from '../changes/write-record.ts';
import type { FieldSchema } from '../model/object-schema.ts';
import type { ObjectStore } from '../model/object-store.ts';
import type { Organisation } from '../model/organisation.ts';
import { type Row, secondsOf } from '../model/row.ts';
import { renderRecord } from '../query/render-record.ts';
import { sendJson } from './reply.ts';

const ROOT = '/services/data/:version/sobjects/:object';

/** Single records: by id, and by Syncline_Key__c. */
export function recordRoutes(app: FastifyInstance, organisation: Organisation): void {
  app.get(`${ROOT}/describe`, (request, reply) => {
    const { schema } = storeOf(request);
    const fields = [...schema.fields].map(([name, field]) => ({
      name,
      label: field.label ?? name.replace(/__c$/, '').replaceAll('_', ' '),
      type: describedType(field),
      updateable: field.isReadOnly !== true,
      referenceTo: field.to ?? [],
      length: field.length ?? 0,
      custom: name.endsWith('__c'),
      picklistValues: (field.values ?? []).map((value) => ({
        active: true,
        defaultValue: false,
        label: field.labels?.[value] ?? value,
        value,
      })),
    }));
    // An organisation without record types has the master one alone.
    const master = { recordTypeId: '012000000000000AAA', name: 'Master', developerName: 'Master' };
    const recordTypeInfos = [
      { ...master, active: true, available: true, defaultRecordTypeMapping: true, master: true },
    ];
    return sendJson(reply, { name: schema.name, keyPrefix: schema.prefix, fields, recordTypeInfos });
  });
  app.get(`${ROOT}/:id`, (request, reply) => {
    const store = storeOf(request);
    return sendJson(reply, shown(request, store, existing(store, idOf(request))));
  });
  app.get(`${ROOT}/Syncline_Key__c/:key`, (request, reply) => {
    const store = storeOf(request);
    const row = store.withKey(param(request, 'key'));
    if (row === undefined)
      throw notFound('Provided external ID field does not exist or is not accessible: Syncline_Key__c');
    return sendJson(reply, shown(request, store, row));
  });
  app.post(ROOT, (request, reply) => {
    const row = transaction((write) => write.create(storeOf(request), bodyOf(request)));
    return sendJson(reply, { id: row.Id, success: true, errors: [] }, 201);
  });
  app.patch(`${ROOT}/:id`, (request, reply) => {
    const store = storeOf(request);
    checkCondition(request, existing(store, idOf(request)));
    transaction((write) => write.update(store, idOf(request), bodyOf(request)));
    return reply.code(204).send();
  });
  app.patch(`${ROOT}/Syncline_Key__c/:key`, (request, reply) => {
    const body = bodyOf(request);
    if ('Syncline_Key__c' in body)
      throw new Refusal(400, 'INVALID_FIELD', 'The Syncline_Key__c field should not be specified in the sobject data.');
    const { row, isNew } = transaction((write) => write.upsert(storeOf(request), param(request, 'key'), body));
    return sendJson(reply, { id: row.Id, success: true, errors: [], created: isNew }, isNew ? 201 : 200);
  });
  app.delete(`${ROOT}/:id`, (request, reply) => {
    transaction((write) => write.delete(storeOf(request), idOf(request)));
    return reply.code(204).send();
  });

  function transaction<T>(work: (write: Transaction) => T): T {
    const write = new Transaction(organisation);
    const done = work(write);
    write.commit();
    return done;
  }

  function storeOf(request: FastifyRequest): ObjectStore {
    const store = organisation.store(param(request, 'object'));
    if (store === undefined) throw notFound();
    return store;
  }

  function shown(request: FastifyRequest, store: ObjectStore, row: Row): unknown {
    const { fields } = request.query as { fields?: string };
    return renderRecord(organisation, store, row, fields?.split(',') ?? [...store.schema.fields.keys()]);
  }
}

/** As sObject describe names types. */
function describedType({ type, values, length = 0 }: FieldSchema): string {
  if (values) return 'picklist';
  if (type === 'text') return length > 255 ? 'textarea' : 'string';
  return type === 'number' ? 'double' : type;
}

function existing(store: ObjectStore, id: string): Row {
  const row = store.get(id);
  if (row === undefined) throw notFound();
  if (row.IsDeleted) throw new Refusal(404, 'ENTITY_IS_DELETED', 'entity is deleted');
  return row;
}

/** Compared in whole seconds, as HTTP dates are. */
function checkCondition(request: FastifyRequest, row: Row): void {
  const header = request.headers['if-unmodified-since'];
  if (header === undefined) return;
  const time = Date.parse(header);
  if (Number.isNaN(time)) throw new Refusal(400, 'INVALID_HEADER', 'If-Unmodified-Since is no date');
  if (secondsOf(row.LastModifiedDate) * 1_000 > time)
    throw new Refusal(412, 'PRECONDITION_FAILED', 'The record was modified since the time given');
}

function idOf(request: FastifyRequest): string {
  const id = salesforceId(param(request, 'id'));
  if (id === null) throw notFound();
  return id;
}

function bodyOf(request: FastifyRequest): Readonly<Record<string, unknown>> {
  const { body } = request;
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Refusal(400, 'JSON_PARSER_ERROR', 'The request body is no JSON object');
  return body as Readonly<Record<string, unknown>>;
}

function param(request: FastifyRequest, name: string): string {
  return (request.params as Readonly<Record<string, string | undefined>>)[name] ?? '';
}

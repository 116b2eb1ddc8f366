import { asItem, type Item } from '@syncline/connector-sdk';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../changes/refusal.ts';
import { createRow, deleteRow, updateRow } from '../changes/write-record.ts';
import type { ModuleStore } from '../model/module-store.ts';
import type { Organisation } from '../model/organisation.ts';
import { type Row, secondsOf, timeText } from '../model/row.ts';
import { renderPerson, renderRow } from './render-row.ts';
import { param, queryOf, sendJson } from './reply.ts';
import { storeAt } from './store-at.ts';

const MOST_RECORDS = 100;

/** One record, and writes of up to a hundred, each with a status of its own. */
export function recordRoutes(app: FastifyInstance, organisation: Organisation): void {
  app.get('/crm/v8/:module/:id', (request, reply) => {
    const store = storeAt(organisation, param(request, 'module'));
    const row = store.shown(param(request, 'id'));
    // A record that is not shown has no content.
    if (row === undefined) return reply.code(204).send();
    const fields = queryOf(request)['fields']?.split(',') ?? [...store.schema.fields.keys()];
    return sendJson(reply, { data: [renderRow(organisation, store, row, fields, 'list')] });
  });

  app.post('/crm/v8/:module', (request, reply) => {
    const store = storeAt(organisation, param(request, 'module'));
    return answerEach(reply, 201, recordsOf(request), (record) =>
      entry(organisation, createRow(organisation, store, record), 'record added'),
    );
  });

  app.post('/crm/v8/:module/upsert', (request, reply) => {
    const store = storeAt(organisation, param(request, 'module'));
    if (!store.schema.hasUpsert) throw new Refusal(400, 'NOT_SUPPORTED', 'upsert is not supported for this module', {});
    checkUnmodified(request, null);
    const by = asItem(request.body)?.['duplicate_check_fields'];
    return answerEach(reply, 201, recordsOf(request), (record) => upsert(organisation, store, record, by));
  });

  app.put('/crm/v8/:module', (request, reply) => {
    const store = storeAt(organisation, param(request, 'module'));
    return answerEach(reply, 200, recordsOf(request), (record) => {
      const id = record['id'];
      if (typeof id !== 'string')
        throw new Refusal(202, 'MANDATORY_NOT_FOUND', 'required field not found', { api_name: 'id' });
      return entry(organisation, updateRow(organisation, store, id, record), 'record updated');
    });
  });

  app.put('/crm/v8/:module/:id', (request, reply) => {
    const store = storeAt(organisation, param(request, 'module'));
    const id = param(request, 'id');
    checkUnmodified(request, store.shown(id) ?? null);
    return answerEach(reply, 200, recordsOf(request).slice(0, 1), (record) =>
      entry(organisation, updateRow(organisation, store, id, record), 'record updated'),
    );
  });

  app.delete('/crm/v8/:module/:id', (request, reply) => {
    const store = storeAt(organisation, param(request, 'module'));
    return answerEach(reply, 200, [{ id: param(request, 'id') }], ({ id }) =>
      entry(organisation, deleteRow(organisation, store, String(id)), 'record deleted'),
    );
  });
}

/** By the fields that the request names; without them every unique one counts, which here is the same. */
function upsert(organisation: Organisation, store: ModuleStore, record: Item, by: unknown): Item {
  const key = record['Syncline_Key'];
  const isByKey = by === undefined || (Array.isArray(by) && by.includes('Syncline_Key'));
  const found = isByKey && typeof key === 'string' ? store.withKey(key) : undefined;
  if (found === undefined)
    return { ...entry(organisation, createRow(organisation, store, record), 'record added'), action: 'insert' };
  const updated = updateRow(organisation, store, found.id, record);
  return { ...entry(organisation, updated, 'record updated'), action: 'update', duplicate_field: 'Syncline_Key' };
}

function entry(organisation: Organisation, row: Row, message: string): Item {
  const by = renderPerson(organisation);
  const details = {
    id: row.id,
    Created_Time: timeText(row.created),
    Modified_Time: timeText(row.modified),
    Created_By: by,
    Modified_By: by,
  };
  return { code: 'SUCCESS', details, message, status: 'success' };
}

/** 207 where some were refused; where all were, the status of the first refusal. */
function answerEach(
  reply: FastifyReply,
  status: number,
  records: readonly Item[],
  write: (record: Item) => Item,
): FastifyReply {
  const refusals: Refusal[] = [];
  const data = records.map((record) => {
    try {
      return write(record);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusals.push(error);
      return error.body();
    }
  });
  const isMixed = refusals.length > 0 && refusals.length < records.length;
  const answered = isMixed ? 207 : (refusals[0]?.status ?? status);
  return sendJson(reply, { data }, answered);
}

function recordsOf(request: FastifyRequest): readonly Item[] {
  const data = asItem(request.body)?.['data'];
  if (!Array.isArray(data) || data.length === 0)
    throw new Refusal(400, 'MANDATORY_NOT_FOUND', 'required field not found', { api_name: 'data' });
  if (data.length > MOST_RECORDS)
    throw new Refusal(400, 'LIMIT_EXCEEDED', 'Record insertion limit has been exceeded.', { limit: MOST_RECORDS });
  return data.map((record) => asItem(record) ?? {});
}

function checkUnmodified(request: FastifyRequest, row: Row | null): void {
  const since = request.headers['if-unmodified-since'];
  if (typeof since === 'string' && row !== null && row.modified > secondsOf(since))
    throw new Refusal(412, 'PRECONDITION_FAILED', 'the record has been modified since', {});
}

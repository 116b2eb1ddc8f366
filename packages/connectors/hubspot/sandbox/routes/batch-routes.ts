import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createRecord, liveRecord, type NewAssociation, updateRecord } from '../changes/change-records.ts';
import { checkProperties } from '../changes/check-properties.ts';
import { entryOf, noObject, Refusal } from '../changes/refusal.ts';
import type { HubspotRecord, ObjectStore } from '../model/object-store.ts';
import type { Portal } from '../model/portal.ts';
import { paramsOf } from './object-routes.ts';
import { renderRecord } from './render.ts';

const MOST_INPUTS = 100;

interface Input {
  readonly id?: string;
  readonly properties?: unknown;
  readonly associations?: readonly NewAssociation[];
  readonly objectWriteTraceId?: string;
}

/** Many records in one call: https://developers.hubspot.com/docs/api-reference/error-handling (multi-status errors). */
export function batchRoutes(app: FastifyInstance, portal: Portal): void {
  app.post('/crm/v3/objects/:object/batch/create', (request, reply) => {
    const store = portal.store(paramsOf(request).object);
    const inputs = inputsOf(request);
    // Without a trace id for each entry one that fails refuses them all, before any is made.
    const isTraced = inputs.every(({ objectWriteTraceId }) => objectWriteTraceId !== undefined);
    if (!isTraced)
      throw new Refusal(400, 'VALIDATION_ERROR', 'This simulator wants objectWriteTraceId with each input');
    return carryOut(reply, store, inputs, 201, ({ properties, associations }) =>
      createRecord(portal, store, properties, associations),
    );
  });

  /** Only "not found" is told by entry; anything else that is wrong with one of them refuses all. */
  app.post('/crm/v3/objects/:object/batch/update', (request, reply) => {
    const store = portal.store(paramsOf(request).object);
    const inputs = inputsOf(request);
    const ids = inputs.map(({ id }) => id);
    if (new Set(ids).size < ids.length)
      throw new Refusal(400, 'VALIDATION_ERROR', 'Duplicate IDs found in batch input');
    for (const { id = '', properties } of inputs) if (isThere(store, id)) checkProperties(store, properties, id);
    return carryOut(reply, store, inputs, 200, ({ id = '', properties }) =>
      updateRecord(portal, store, liveRecord(store, id).id, properties),
    );
  });

  app.post('/crm/v3/objects/:object/batch/read', (request, reply) => {
    const store = portal.store(paramsOf(request).object);
    const { properties = [] } = request.body as { readonly properties?: readonly string[] };
    const inputs = inputsOf(request);
    const found = inputs.flatMap(({ id = '' }) => (isThere(store, id) ? liveRecord(store, id) : []));
    const missing = inputs.flatMap(({ id = '' }) => (isThere(store, id) ? [] : entryOf(noObject(id))));
    const results = found.map((record) => renderRecord(store.schema, record, properties));
    return reply.code(missing.length > 0 ? 207 : 200).send(batchBody(results, missing));
  });
}

function carryOut(
  reply: FastifyReply,
  store: ObjectStore,
  inputs: readonly Input[],
  status: number,
  work: (input: Input) => HubspotRecord,
): FastifyReply {
  const results: unknown[] = [];
  const errors: unknown[] = [];
  for (const input of inputs) {
    const { objectWriteTraceId } = input;
    try {
      const shown = renderRecord(store.schema, work(input), [...store.schema.properties.keys()]);
      results.push({ ...shown, ...(objectWriteTraceId !== undefined && { objectWriteTraceId }) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      errors.push(entryOf(error, objectWriteTraceId));
    }
  }
  // In an order of its own.
  results.reverse();
  return reply.code(errors.length > 0 ? 207 : status).send(batchBody(results, errors));
}

function batchBody(results: readonly unknown[], errors: readonly unknown[]) {
  const now = new Date().toISOString();
  return {
    status: 'COMPLETE',
    results,
    ...(errors.length > 0 && { numErrors: errors.length, errors }),
    startedAt: now,
    completedAt: now,
  };
}

function inputsOf(request: FastifyRequest): readonly Input[] {
  const { inputs } = (request.body ?? {}) as { readonly inputs?: readonly Input[] };
  if (!Array.isArray(inputs)) throw new Refusal(400, 'VALIDATION_ERROR', 'inputs is required');
  if (inputs.length > MOST_INPUTS)
    throw new Refusal(400, 'VALIDATION_ERROR', `The maximum batch size is ${MOST_INPUTS}`);
  return inputs as readonly Input[];
}

function isThere(store: ObjectStore, id: string): boolean {
  return store.get(id)?.archivedAt === null;
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { salesforceId } from '../../src/salesforce-id.ts';
import { Refusal } from '../changes/refusal.ts';
import { Transaction } from '../changes/write-record.ts';
import type { ObjectStore } from '../model/object-store.ts';
import type { Organisation } from '../model/organisation.ts';
import { sendJson } from './reply.ts';

const ROOT = '/services/data/:version/composite/sobjects';
const MAX_ENTRIES = 200;

type Entry = Readonly<Record<string, unknown>> & { readonly attributes?: { readonly type?: string } };

/** Up to 200 records in one call, each answered for itself (allOrNone false is all that is known here). */
export function collectionRoutes(app: FastifyInstance, organisation: Organisation): void {
  app.post(ROOT, (request, reply) =>
    each(request, reply, (write, entry) => ({ id: write.create(storeOf(typeOf(entry)), plain(entry)).Id })),
  );
  app.patch(ROOT, (request, reply) =>
    each(request, reply, (write, entry) => {
      const id = salesforceId(entry['id']);
      if (id === null) throw new Refusal(400, 'MISSING_ARGUMENT', 'Id not specified in an update call');
      return { id: write.update(storeOf(typeOf(entry)), id, plain(entry)).Id };
    }),
  );
  app.patch(`${ROOT}/:object/Syncline_Key__c`, (request, reply) => {
    const store = storeOf((request.params as { object: string }).object);
    return each(request, reply, (write, entry) => {
      const { Syncline_Key__c: key, ...values } = plain(entry);
      if (typeof key !== 'string' || key === '')
        throw new Refusal(400, 'MISSING_ARGUMENT', 'Syncline_Key__c not specified');
      const { row, isNew } = write.upsert(store, key, values);
      return { id: row.Id, created: isNew };
    });
  });
  app.delete(ROOT, (request, reply) => {
    const { ids = '' } = request.query as { ids?: string };
    const write = new Transaction(organisation);
    const answers = ids.split(',').map((text) =>
      answerOf(() => {
        const id = salesforceId(text);
        const store = id === null ? undefined : organisation.storeOf(id);
        if (id === null || store === undefined) throw new Refusal(400, 'MALFORMED_ID', 'malformed id');
        write.delete(store, id);
        return { id };
      }),
    );
    write.commit();
    return sendJson(reply, answers);
  });

  function each(
    request: FastifyRequest,
    reply: FastifyReply,
    work: (write: Transaction, entry: Entry) => object,
  ): FastifyReply {
    const { records, allOrNone } = request.body as { records?: Entry[]; allOrNone?: boolean };
    if (!Array.isArray(records) || allOrNone === true)
      throw new Refusal(400, 'JSON_PARSER_ERROR', 'records is no list, or allOrNone is asked for');
    if (records.length > MAX_ENTRIES)
      throw new Refusal(
        400,
        'EXCEEDED_ID_LIMIT',
        `record limit reached. cannot submit more than ${MAX_ENTRIES} records`,
      );
    const write = new Transaction(organisation);
    const answers = records.map((entry) => answerOf(() => work(write, entry)));
    write.commit();
    return sendJson(reply, answers);
  }

  function storeOf(type: string): ObjectStore {
    const store = organisation.store(type);
    if (store === undefined) throw new Refusal(400, 'INVALID_TYPE', `sObject type '${type}' is not supported.`);
    return store;
  }
}

function answerOf(work: () => object): object {
  try {
    return { ...work(), success: true, errors: [] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return {
      success: false,
      errors: [{ statusCode: error.code, message: error.message, fields: error.fields }],
    };
  }
}

function typeOf(entry: Entry): string {
  return entry.attributes?.type ?? '';
}

function plain(entry: Entry): Readonly<Record<string, unknown>> {
  const { attributes: _, id: __, ...values } = entry;
  return values;
}

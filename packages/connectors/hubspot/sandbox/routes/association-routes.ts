import type { FastifyInstance, FastifyRequest } from 'fastify';
import { addAssociation, liveRecord, removeAssociation } from '../changes/change-records.ts';
import { entryOf, Refusal } from '../changes/refusal.ts';
import type { Portal } from '../model/portal.ts';

/** How many of one record's associations an answer shows. */
const SHOWN = 500;
const LABELS: ReadonlyMap<number, string> = new Map([1, 2, 5, 6].map((typeId) => [typeId, 'Primary']));

interface Place {
  readonly from: string;
  readonly to: string;
}

/** Associations, version 4. */
export function associationRoutes(app: FastifyInstance, portal: Portal): void {
  app.post('/crm/v4/associations/:from/:to/batch/read', (request, reply) => {
    const { from, to } = placeOf(request, portal);
    const results: unknown[] = [];
    const errors: unknown[] = [];
    for (const { id, after = '0' } of inputsOf(request, 1_000) as { id: string; after?: string }[]) {
      const all = [...portal.associations.of(from, id, to)];
      const shown = all.slice(Number(after), Number(after) + SHOWN);
      const end = Number(after) + shown.length;
      if (all.length === 0) errors.push(noneOf(from, id, to));
      else
        results.push({
          from: { id },
          to: shown.map(renderEntry),
          ...(end < all.length && { paging: { next: { after: String(end) } } }),
        });
    }
    const body = { ...complete(), results, ...(errors.length > 0 && { numErrors: errors.length, errors }) };
    return reply.code(errors.length > 0 ? 207 : 200).send(body);
  });

  app.get('/crm/v4/objects/:from/:id/associations/:to', (request, reply) => {
    const { from, to } = placeOf(request, portal);
    const { id = '' } = request.params as { id?: string };
    const { limit = '500', after = '0' } = request.query as { limit?: string; after?: string };
    const all = [...portal.associations.of(from, liveRecord(portal.store(from), id).id, to)];
    const end = Number(after) + Number(limit);
    const results = all.slice(Number(after), end).map(renderEntry);
    return reply.send({ results, ...(end < all.length && { paging: { next: { after: String(end) } } }) });
  });

  app.post('/crm/v4/associations/:from/:to/batch/create', (request, reply) => {
    const { from, to } = placeOf(request, portal);
    const inputs = inputsOf(request, 2_000) as {
      from: { id: string };
      to: { id: string };
      types: { associationTypeId: number }[];
    }[];
    for (const input of inputs) {
      liveRecord(portal.store(from), input.from.id);
      liveRecord(portal.store(to), input.to.id);
      for (const { associationTypeId } of input.types) {
        if (!portal.associations.knows(from, to, associationTypeId))
          throw new Refusal(
            400,
            'VALIDATION_ERROR',
            `${associationTypeId} is not a valid association type from ${from} to ${to}`,
          );
        addAssociation(portal, from, input.from.id, to, input.to.id, associationTypeId);
      }
    }
    const results = inputs.map((input) => ({
      fromObjectTypeId: portal.store(from).schema.typeId,
      fromObjectId: Number(input.from.id),
      toObjectTypeId: portal.store(to).schema.typeId,
      toObjectId: Number(input.to.id),
      labels: [],
    }));
    return reply.code(201).send({ ...complete(), results });
  });

  app.post('/crm/v4/associations/:from/:to/batch/archive', (request, reply) => {
    const { from, to } = placeOf(request, portal);
    for (const input of inputsOf(request, 2_000) as { from: { id: string }; to: { id: string }[] }[])
      for (const other of input.to) removeAssociation(portal, from, input.from.id, to, other.id);
    return reply.code(204).send();
  });
}

function renderEntry([otherId, typeIds]: readonly [string, ReadonlySet<number>]) {
  const types = [...typeIds].map((typeId) => ({
    category: 'HUBSPOT_DEFINED',
    typeId,
    label: LABELS.get(typeId) ?? null,
  }));
  return { toObjectId: Number(otherId), associationTypes: types };
}

function noneOf(from: string, id: string, to: string) {
  const message = `No ${to} is associated with ${from} ${id}.`;
  const context = { fromObjectId: [id], fromObjectType: [from], toObjectType: [to] };
  const subCategory = 'crm.associations.NO_ASSOCIATIONS_FOUND';
  return entryOf(new Refusal(404, 'OBJECT_NOT_FOUND', message, { context, subCategory }));
}

function complete() {
  const now = new Date().toISOString();
  return { status: 'COMPLETE', startedAt: now, completedAt: now };
}

function placeOf(request: FastifyRequest, portal: Portal): Place {
  const { from = '', to = '' } = request.params as { from?: string; to?: string };
  return { from: portal.store(from).schema.name, to: portal.store(to).schema.name };
}

function inputsOf(request: FastifyRequest, most: number): readonly unknown[] {
  const { inputs } = (request.body ?? {}) as { readonly inputs?: readonly unknown[] };
  if (!Array.isArray(inputs) || inputs.length > most)
    throw new Refusal(400, 'VALIDATION_ERROR', `inputs must be a list of ${most} at most`);
  return inputs;
}

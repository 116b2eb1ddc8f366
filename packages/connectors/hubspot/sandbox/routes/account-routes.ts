import type { FastifyInstance } from 'fastify';
import { noObject } from '../changes/refusal.ts';
import type { Owner, Portal } from '../model/portal.ts';
import { type ObjectSchema, PIPELINES } from '../model/schemas.ts';
import { paramsOf } from './object-routes.ts';

/** The account, its people, and what its objects are made of. */
export function accountRoutes(app: FastifyInstance, portal: Portal): void {
  app.get('/account-info/v3/details', (_request, reply) =>
    reply.send({
      portalId: portal.settings.portalId,
      accountType: 'DEVELOPER_TEST',
      timeZone: 'Europe/Berlin',
      companyCurrency: 'EUR',
      additionalCurrencies: [],
      utcOffset: '+01:00',
      utcOffsetMilliseconds: 3_600_000,
      uiDomain: 'app.hubspot.com',
      dataHostingLocation: 'na1',
    }),
  );

  app.get('/crm/v3/owners', (request, reply) => {
    const { archived = 'false', limit = '100', after } = request.query as Record<string, string | undefined>;
    const all = portal.owners.filter((owner) => String(owner.archived) === archived);
    const from = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1;
    const shown = all.slice(from, from + Number(limit));
    const last = shown.at(-1);
    const isMore = from + shown.length < all.length && last !== undefined;
    return reply.send({ results: shown.map(renderOwner), ...(isMore && { paging: { next: { after: last.id } } }) });
  });
  app.get('/crm/v3/owners/:id', (request, reply) => {
    const { id } = paramsOf(request);
    const { archived = 'false' } = request.query as { archived?: string };
    const owner = portal.owners.find((one) => one.id === id && String(one.archived) === archived);
    if (owner === undefined) throw noObject(id);
    return reply.send(renderOwner(owner));
  });

  app.get('/crm/v3/properties/:object', (request, reply) => {
    const { schema } = portal.store(paramsOf(request).object);
    return reply.send({ results: renderProperties(schema) });
  });

  app.get('/crm/v3/pipelines/deals', (_request, reply) =>
    reply.send({
      results: PIPELINES.map(({ id, label, stages }, displayOrder) => ({
        id,
        label,
        displayOrder,
        archived: false,
        ...times(portal),
        stages: stages.map(([stageId, name, probability], order) => ({
          id: stageId,
          label: name,
          displayOrder: order,
          archived: false,
          metadata: { probability: String(probability) },
          ...times(portal),
        })),
      })),
    }),
  );

  app.get('/crm-object-schemas/v3/schemas', (_request, reply) =>
    reply.send({
      results: [...portal.stores.values()]
        .filter(({ schema }) => schema.typeId.startsWith('2-'))
        .map(({ schema }) => ({
          id: schema.typeId.slice(2),
          objectTypeId: schema.typeId,
          name: 'contract',
          labels: { singular: 'Contract', plural: 'Contracts' },
          primaryDisplayProperty: 'name',
          requiredProperties: ['name'],
          properties: renderProperties(schema),
          associations: [],
          archived: false,
        })),
    }),
  );
}

function renderProperties(schema: ObjectSchema) {
  return [...schema.properties.values()].map(
    ({ name, label, type, isUnique, isReadOnly, isHidden, isMultiple, options }) => ({
      name,
      label,
      type,
      fieldType: isMultiple ? 'checkbox' : type === 'enumeration' ? 'select' : 'text',
      groupName: `${schema.eventName ?? schema.name}information`,
      description: '',
      options: (options ?? []).map((value, displayOrder) => ({ value, label: value, displayOrder, hidden: false })),
      hasUniqueValue: isUnique ?? false,
      hidden: isHidden ?? false,
      formField: false,
      modificationMetadata: { archivable: true, readOnlyDefinition: true, readOnlyValue: isReadOnly ?? false },
    }),
  );
}

function times({ settings }: Portal) {
  const at = new Date(settings.seededUntilMs).toISOString();
  return { createdAt: at, updatedAt: at };
}

function renderOwner({ createdAt, ...owner }: Owner) {
  const at = new Date(createdAt).toISOString();
  return { ...owner, type: 'PERSON', userIdIncludingInactive: owner.userId, createdAt: at, updatedAt: at, teams: [] };
}

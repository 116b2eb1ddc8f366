import type { AccountLookup, ContactSearch, FieldValues } from '@syncline/crm';
import {
  askCrm,
  createDeal,
  type HubOutcome,
  type HubWrite,
  type HubWriteRequest,
  logActivity,
  updateDeal,
  writeQuote,
} from '@syncline/engine';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { access } from '../access/route-access.ts';
import { actorHeaders, actorOf } from '../actor.ts';
import { inShort } from '../crm-problem.ts';
import { editedEntity } from '../edit-outcome.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { responseBody } from '../response-body.ts';
import {
  accountLookup,
  activityRequest,
  contactSearch,
  crmRecordAnswer,
  crmRecordsSchema,
  dealParams,
  dealRequest,
  hubWriteSchema,
  quoteRequest,
  quoteWriteSchema,
} from '../schemas/crm.ts';
import { serialParams } from '../schemas/paging.ts';
import {
  commonProblems,
  conflictProblem,
  notFoundProblem,
  staleProblem,
  unprocessableProblem,
  vendorProblem,
} from '../schemas/problem.ts';
import { changeHeaders, expectedVersion, sendVersion } from '../versioned.ts';

const tags = ['crm'];
/** Bodies of activities are long texts. */
const bodyLimit = 256 * 1024;
// They call the vendor, and take of the connection's quota.
const asks = access('operator', 'entities:read');
const writes = access('operator', 'entities:write');
const vendorProblems = { ...commonProblems, ...notFoundProblem, ...conflictProblem, ...vendorProblem };
const writeProblems = { ...vendorProblems, ...unprocessableProblem };

/** One contract over every CRM: look-ups ask it, everything that writes is an edit of the hub that travels there. */
export function crmRoutes(app: App, { context }: OperatorDeps): void {
  app.get(
    '/api/v1/crm/:id/accounts',
    {
      config: asks,
      schema: {
        tags,
        summary: 'Accounts of a name or domain, asked of the CRM; more than one: which is meant is not known',
        params: serialParams,
        querystring: accountLookup,
        response: { 200: crmRecordsSchema, ...vendorProblems },
      },
    },
    async (request) =>
      inShort(request, async () => {
        const place = placeOf(request);
        const lookup = request.query as AccountLookup;
        return responseBody({
          items: await askCrm(context, place, (crm, signal) => crm.lookupAccount(lookup, signal)),
        });
      }),
  );

  app.get(
    '/api/v1/crm/:id/contacts',
    {
      config: asks,
      schema: {
        tags,
        summary: 'Contacts by e-mail, name, phone or account, asked of the CRM',
        params: serialParams,
        querystring: contactSearch,
        response: { 200: crmRecordsSchema, ...vendorProblems },
      },
    },
    async (request) =>
      inShort(request, async () => {
        const place = placeOf(request);
        const search = request.query as ContactSearch;
        return responseBody({
          items: await askCrm(context, place, (crm, signal) => crm.searchContacts(search, signal)),
        });
      }),
  );

  app.get(
    '/api/v1/crm/:id/deals/:deal',
    {
      config: asks,
      schema: {
        tags,
        summary: 'A deal as the CRM has it now, by any of its ids',
        params: dealParams,
        response: { 200: crmRecordAnswer, ...vendorProblems },
      },
    },
    async (request) =>
      inShort(request, async () => {
        const { deal } = request.params;
        const [found] = await askCrm(context, placeOf(request), async (crm, signal) => [
          await crm.getDeal(deal, signal),
        ]);
        return responseBody(found!);
      }),
  );

  app.post(
    '/api/v1/crm/:id/deals',
    {
      config: writes,
      bodyLimit,
      schema: {
        tags,
        summary: 'Make a deal in the hub, to be made at the CRM',
        params: serialParams,
        headers: actorHeaders,
        body: dealRequest,
        response: { 201: hubWriteSchema, ...writeProblems },
      },
    },
    async (request, reply) =>
      inShort(request, async () => {
        const write = writtenOf(await createDeal(context, requestOf(request, request.body)), 'new');
        return made(reply, write).send(responseBody(write));
      }),
  );

  app.patch(
    '/api/v1/crm/:id/deals/:deal',
    {
      config: writes,
      bodyLimit,
      schema: {
        tags,
        summary: 'Edit a deal in the hub, by any of its ids; it travels to the CRM',
        params: dealParams,
        headers: changeHeaders,
        body: dealRequest,
        response: { 200: hubWriteSchema, ...writeProblems, ...staleProblem },
      },
    },
    async (request, reply) =>
      inShort(request, async () => {
        const version = expectedVersion(request);
        const wanted = {
          ...requestOf(request, request.body),
          ...(version === undefined ? {} : { expectedVersion: version }),
        };
        const { deal } = request.params;
        const write = writtenOf(await updateDeal(context, deal, wanted), deal);
        sendVersion(reply, write.entityVersion);
        return responseBody(write);
      }),
  );

  app.post(
    '/api/v1/crm/:id/quotes',
    {
      config: writes,
      bodyLimit,
      schema: {
        tags,
        summary: 'Write a version of a quote to the hub, to travel to the CRM; an older one than stands is refused',
        params: serialParams,
        headers: actorHeaders,
        body: quoteRequest,
        response: { 200: quoteWriteSchema, 201: quoteWriteSchema, ...writeProblems },
      },
    },
    async (request, reply) =>
      inShort(request, async () => {
        const { quote } = request.body;
        const write = writtenOf(await writeQuote(context, quote, requestOf(request, request.body)), quote ?? 'new');
        const { version, attachment_reference: attachment } = write.fields;
        const answer = {
          ...write,
          version: typeof version === 'number' ? version : null,
          attachmentReference: typeof attachment === 'string' ? attachment : null,
        };
        if (write.outcome === 'created') return made(reply, write).send(responseBody(answer));
        sendVersion(reply, write.entityVersion);
        return reply.code(200).send(responseBody(answer));
      }),
  );

  app.post(
    '/api/v1/crm/:id/activities',
    {
      config: writes,
      bodyLimit,
      schema: {
        tags,
        summary: 'Log a call, text, e-mail, note, meeting or task in the hub, to be made at the CRM',
        params: serialParams,
        headers: actorHeaders,
        body: activityRequest,
        response: { 201: hubWriteSchema, ...writeProblems },
      },
    },
    async (request, reply) =>
      inShort(request, async () => {
        const { type } = request.body;
        const write = writtenOf(await logActivity(context, type, requestOf(request, request.body)), 'new');
        return made(reply, write).send(responseBody(write));
      }),
  );
}

function placeOf(request: FastifyRequest): { workspaceId: number; connectionId: number } {
  return { workspaceId: request.workspaceId, connectionId: (request.params as { id: number }).id };
}

function requestOf(
  request: FastifyRequest,
  { fields, why }: { readonly fields: Readonly<Record<string, unknown>>; readonly why?: string | undefined },
): HubWriteRequest {
  return {
    ...placeOf(request),
    fields: fields as FieldValues,
    actor: actorOf(request),
    correlationId: String(request.id),
    ...(why === undefined ? {} : { why }),
  };
}

/** Throws Problem where the hub refused it. */
function writtenOf(outcome: HubOutcome, id: string): HubWrite {
  if (outcome.is === 'written') return outcome.write;
  editedEntity(outcome.refusal, id);
  throw new Error('A refusal of the hub was taken for a success');
}

function made(reply: FastifyReply, { entityId, entityVersion }: HubWrite): FastifyReply {
  sendVersion(reply, entityVersion);
  return reply.code(201).header('location', `/api/v1/entities/${entityId}`);
}

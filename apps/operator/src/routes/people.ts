import { differentPeople, partPerson, repairParted, repairPerson, samePerson, type TwoPeople } from '@syncline/engine';
import type { FastifyRequest } from 'fastify';
import { access } from '../access/route-access.ts';
import { actorHeaders, actorOf } from '../actor.ts';
import { refusedAction } from '../item-actions.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { notFound } from '../problem.ts';
import { responseBody } from '../response-body.ts';
import { uuidParams } from '../schemas/paging.ts';
import { commonProblems, conflictProblem, notFoundProblem } from '../schemas/problem.ts';
import { decidedPersonSchema, partedPersonSchema, personDecisionSchema, personPartingSchema } from '../schemas/sync.ts';

const tags = ['sync'];
const decision = {
  tags,
  params: uuidParams,
  headers: actorHeaders,
  body: personDecisionSchema,
  response: { 200: decidedPersonSchema, ...commonProblems, ...notFoundProblem, ...conflictProblem },
};

/** A person decides about what `GET /api/v1/sync/people` suggests. Ids are those of the users' entities. */
export function peopleRoutes(app: App, { context, background }: OperatorDeps): void {
  app.put(
    '/api/v1/sync/people/:id/same',
    {
      config: access('admin', 'config:write'),
      schema: { ...decision, summary: 'Two users are one person; what was written before is repaired' },
    },
    async (request) => {
      const pair = { personId: request.params.id, otherId: request.body.entity_id };
      const by = byOf(request, request.body.why);
      answer(await samePerson(context, pair, by), pair);
      background.run('people', async () => void (await repairPerson(context, pair, by)));
      return responseBody({ entity_id: pair.personId, decision: 'same' });
    },
  );

  app.put(
    '/api/v1/sync/people/:id/different',
    {
      config: access('operator', 'sync:write'),
      schema: { ...decision, summary: 'Two users are two people, and are suggested to be one no longer' },
    },
    async (request) => {
      const pair = { personId: request.params.id, otherId: request.body.entity_id };
      answer(await differentPeople(context, pair, byOf(request, request.body.why)), pair);
      return responseBody({ entity_id: pair.personId, decision: 'different' });
    },
  );

  app.put(
    '/api/v1/sync/people/:id/apart',
    {
      config: access('admin', 'config:write'),
      schema: {
        ...decision,
        body: personPartingSchema,
        response: { ...decision.response, 200: partedPersonSchema },
        summary: 'A user was taken for somebody whom they are not; what was written meanwhile is repaired',
      },
    },
    async (request) => {
      const { connection, external_id: externalId, why } = request.body;
      const by = byOf(request, why);
      const outcome = await partPerson(context, { personId: request.params.id, connection, externalId }, by);
      if (outcome.outcome === 'not_found')
        throw notFound('user', `${request.params.id} or ${connection} ${externalId}`);
      if (outcome.outcome === 'refused') throw refusedAction(outcome.reason, 'open');
      const { parted } = outcome;
      background.run('people', async () => void (await repairParted(context, parted, by)));
      return responseBody({ entity_id: parted.personId, decision: 'apart' as const, other_id: parted.leftId });
    },
  );
}

function byOf(request: FastifyRequest, why: string | undefined) {
  return { workspaceId: request.workspaceId, actor: actorOf(request), why: why ?? null };
}

function answer(outcome: Awaited<ReturnType<typeof samePerson>>, { personId, otherId }: TwoPeople): void {
  if (outcome.outcome === 'not_found') throw notFound('user', `${personId} or ${otherId}`);
  if (outcome.outcome === 'refused') throw refusedAction(outcome.reason, 'open');
}

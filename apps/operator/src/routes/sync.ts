import { actOnItem } from '@syncline/engine';
import {
  countMappings,
  listConflicts,
  listPeople,
  listSyncHistory,
  listSyncMappings,
  type MemberStatus,
  readSyncStatus,
  showConflict,
} from '@syncline/store';
import { actorHeaders, actorOf } from '../actor.ts';
import { itemActionOf, refusedAction } from '../item-actions.ts';
import { snakeCased } from '../letter-case.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { notFound } from '../problem.ts';
import { responseBody } from '../response-body.ts';
import { bigSerialParams } from '../schemas/paging.ts';
import { commonProblems, conflictProblem, notFoundProblem } from '../schemas/problem.ts';
import {
  conflictPageSchema,
  conflictQuery,
  conflictSchema,
  historyPageSchema,
  historyQuery,
  mappingPageSchema,
  mappingQuery,
  personPageSchema,
  personQuery,
  resolutionSchema,
  syncStatusSchema,
} from '../schemas/sync.ts';

const tags = ['sync'];
/** Counting mappings reads all of them, so the counts are kept for this long. */
const COUNT_AGE_MS = 10_000;

export function syncRoutes(app: App, { context, workspaceId }: OperatorDeps): void {
  const { store } = context;
  const show = async (id: number) => {
    const conflict = await showConflict(store, workspaceId, id);
    if (!conflict) throw notFound('conflict', id);
    return conflict;
  };

  app.get(
    '/api/v1/sync/mappings',
    {
      schema: {
        tags,
        summary: 'Which remote record is which entity, and whether they are in step',
        querystring: mappingQuery,
        response: { 200: mappingPageSchema, ...commonProblems },
      },
    },
    async ({ query }) => {
      const filter = {
        ...query,
        configId: query.config_id,
        entityType: query.entity_type,
        entityId: query.entity_id,
      };
      const page = await listSyncMappings(store, workspaceId, filter, query);
      return responseBody({ ...page, items: page.items.map(snakeCased) });
    },
  );

  app.get(
    '/api/v1/sync/history',
    {
      schema: {
        tags,
        summary: 'Runs and writes that have ended, newest first',
        querystring: historyQuery,
        response: { 200: historyPageSchema, ...commonProblems },
      },
    },
    async ({ query }) => {
      const page = await listSyncHistory(store, workspaceId, { ...query, configId: query.config_id }, query);
      return responseBody({ ...page, items: page.items.map(snakeCased) });
    },
  );

  app.get(
    '/api/v1/sync/people',
    {
      schema: {
        tags,
        summary: 'Users of every side, where they are not known, and who they may be there',
        querystring: personQuery,
        response: { 200: personPageSchema, ...commonProblems },
      },
    },
    async ({ query }) => {
      const page = await listPeople(store, workspaceId, query, query);
      const items = page.items.map((each) => ({
        ...snakeCased(each),
        suggestions: each.suggestions.map(snakeCased),
      }));
      return responseBody({ ...page, items });
    },
  );

  const mapped = cachedCounts({ context, workspaceId });
  app.get(
    '/api/v1/sync/status',
    {
      schema: {
        tags,
        summary: 'How each side does: what waits to be written, lag, conflicts',
        response: { 200: syncStatusSchema, ...commonProblems },
      },
    },
    async () => {
      const members = await readSyncStatus(store, workspaceId, await mapped());
      return responseBody({ totals: snakeCased(totalsOf(members)), members: members.map(snakeCased) });
    },
  );

  app.get(
    '/api/v1/sync/conflicts',
    {
      schema: {
        tags,
        summary: 'Fields that wait for a decision, or waited, newest first',
        querystring: conflictQuery,
        response: { 200: conflictPageSchema, ...commonProblems },
      },
    },
    async ({ query }) => {
      const filter = { ...query, configId: query.config_id, entityId: query.entity_id };
      const page = await listConflicts(store, workspaceId, filter, query);
      return responseBody({ ...page, items: page.items.map(snakeCased) });
    },
  );

  app.get(
    '/api/v1/sync/conflicts/:id',
    {
      schema: {
        tags,
        summary: 'One conflict, with the base and both values',
        params: bigSerialParams,
        response: { 200: conflictSchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async ({ params }) => responseBody(snakeCased(await show(params.id))),
  );

  app.post(
    '/api/v1/sync/conflicts/:id/resolve',
    {
      schema: {
        tags,
        summary: 'Decide a conflict; what follows is written to the other sides',
        params: bigSerialParams,
        headers: actorHeaders,
        body: resolutionSchema,
        response: { 200: conflictSchema, ...commonProblems, ...notFoundProblem, ...conflictProblem },
      },
    },
    async (request) => {
      const { id } = await show(request.params.id);
      const { resolution_strategy: action, value, why } = request.body;
      const by = { workspaceId, actor: actorOf(request), why: why ?? null };
      const outcome = await actOnItem(context, id, itemActionOf({ action, value }), by);
      if (outcome.outcome === 'not_found') throw notFound('conflict', id);
      const conflict = await show(id);
      if (outcome.outcome === 'refused') throw refusedAction(outcome.reason, conflict.state);
      return responseBody(snakeCased(conflict));
    },
  );
}

function totalsOf(members: readonly MemberStatus[]) {
  const sum = (of: (member: MemberStatus) => number) => members.reduce((total, member) => total + of(member), 0);
  const waiting = members.flatMap((member) => (member.oldestWaitingMs === null ? [] : [member.oldestWaitingMs]));
  return {
    mapped: sum((member) => member.mapped),
    writebacksPending: sum((member) => member.writebacksPending),
    oldestWaitingMs: waiting.length === 0 ? null : Math.max(...waiting),
    conflictsOpen: sum((member) => member.conflictsOpen),
    errorsOpen: sum((member) => member.errorsOpen),
  };
}

function cachedCounts({ context, workspaceId }: Pick<OperatorDeps, 'context' | 'workspaceId'>) {
  let counted: { at: number; counts: Promise<Record<string, number>> } | null = null;
  return (): Promise<Record<string, number>> => {
    const now = context.clock.now().getTime();
    if (counted !== null && now - counted.at < COUNT_AGE_MS) return counted.counts;
    const counts = countMappings(context.store, workspaceId);
    counts.catch(() => {
      counted = null;
    });
    counted = { at: now, counts };
    return counts;
  };
}

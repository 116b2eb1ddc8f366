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
import { access } from '../access/route-access.ts';
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

export function syncRoutes(app: App, { context }: OperatorDeps): void {
  const { store } = context;
  const show = async (workspaceId: number, id: number) => {
    const conflict = await showConflict(store, workspaceId, id);
    if (!conflict) throw notFound('conflict', id);
    return conflict;
  };

  app.get(
    '/api/v1/sync/mappings',
    {
      config: access('viewer', 'sync:read'),
      schema: {
        tags,
        summary: 'Which remote record is which entity, and whether they are in step',
        querystring: mappingQuery,
        response: { 200: mappingPageSchema, ...commonProblems },
      },
    },
    async ({ query, workspaceId }) => {
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
      config: access('viewer', 'sync:read'),
      schema: {
        tags,
        summary: 'Runs and writes that have ended, newest first',
        querystring: historyQuery,
        response: { 200: historyPageSchema, ...commonProblems },
      },
    },
    async ({ query, workspaceId }) => {
      const page = await listSyncHistory(store, workspaceId, { ...query, configId: query.config_id }, query);
      return responseBody({ ...page, items: page.items.map(snakeCased) });
    },
  );

  app.get(
    '/api/v1/sync/people',
    {
      config: access('viewer', 'sync:read'),
      schema: {
        tags,
        summary: 'Users of every side, where they are not known, and who they may be there',
        querystring: personQuery,
        response: { 200: personPageSchema, ...commonProblems },
      },
    },
    async ({ query, workspaceId }) => {
      const page = await listPeople(store, workspaceId, query, query);
      const items = page.items.map((each) => ({
        ...snakeCased(each),
        suggestions: each.suggestions.map(snakeCased),
      }));
      return responseBody({ ...page, items });
    },
  );

  const mapped = cachedCounts(context);
  app.get(
    '/api/v1/sync/status',
    {
      config: access('viewer', 'sync:read'),
      schema: {
        tags,
        summary: 'How each side does: what waits to be written, lag, conflicts',
        response: { 200: syncStatusSchema, ...commonProblems },
      },
    },
    async ({ workspaceId }) => {
      const members = await readSyncStatus(store, workspaceId, await mapped(workspaceId));
      return responseBody({ totals: snakeCased(totalsOf(members)), members: members.map(snakeCased) });
    },
  );

  app.get(
    '/api/v1/sync/conflicts',
    {
      config: access('viewer', 'sync:read'),
      schema: {
        tags,
        summary: 'Fields that wait for a decision, or waited, newest first',
        querystring: conflictQuery,
        response: { 200: conflictPageSchema, ...commonProblems },
      },
    },
    async ({ query, workspaceId }) => {
      const filter = { ...query, configId: query.config_id, entityId: query.entity_id };
      const page = await listConflicts(store, workspaceId, filter, query);
      return responseBody({ ...page, items: page.items.map(snakeCased) });
    },
  );

  app.get(
    '/api/v1/sync/conflicts/:id',
    {
      config: access('viewer', 'sync:read'),
      schema: {
        tags,
        summary: 'One conflict, with the base and both values',
        params: bigSerialParams,
        response: { 200: conflictSchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async ({ params, workspaceId }) => responseBody(snakeCased(await show(workspaceId, params.id))),
  );

  app.post(
    '/api/v1/sync/conflicts/:id/resolve',
    {
      config: access('operator', 'sync:write'),
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
      const { id } = await show(request.workspaceId, request.params.id);
      const { resolution_strategy: action, value, why } = request.body;
      const by = { workspaceId: request.workspaceId, actor: actorOf(request), why: why ?? null };
      const outcome = await actOnItem(context, id, itemActionOf({ action, value }), by);
      if (outcome.outcome === 'not_found') throw notFound('conflict', id);
      const conflict = await show(request.workspaceId, id);
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

function cachedCounts(context: OperatorDeps['context']) {
  const counted = new Map<number, { at: number; counts: Promise<Record<string, number>> }>();
  return (workspaceId: number): Promise<Record<string, number>> => {
    const now = context.clock.now().getTime();
    const known = counted.get(workspaceId);
    if (known && now - known.at < COUNT_AGE_MS) return known.counts;
    const counts = countMappings(context.store, workspaceId);
    counts.catch(() => counted.delete(workspaceId));
    counted.set(workspaceId, { at: now, counts });
    return counts;
  };
}

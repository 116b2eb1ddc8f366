import { countLedger, readStateCacheKeeper, wantStateCacheTask, writeAudit } from '@syncline/store';
import { access, instanceAccess } from '../access/route-access.ts';
import { actorHeaders, actorOf } from '../actor.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { Problem } from '../problem.ts';
import { responseBody } from '../response-body.ts';
import { commonProblems, conflictProblem } from '../schemas/problem.ts';
import { stateCacheAccepted, stateCacheSchema } from '../schemas/state-cache.ts';

const tags = ['state'];
/** What has not been current for longer is behind. */
const CURRENT_MS = 30_000;

/** The state cache: how it stands, and what the one that keeps it shall do. This process does not speak to it. */
export function stateCacheRoutes(app: App, { context }: OperatorDeps): void {
  const { store, stateCache, clock } = context;

  app.get(
    '/api/v1/state-cache',
    {
      config: access('viewer', 'status:read'),
      schema: {
        tags,
        summary: 'How the state cache stands',
        response: { 200: stateCacheSchema, ...commonProblems },
      },
    },
    async ({ workspaceId }) => {
      const { kind } = stateCache;
      const row = await readStateCacheKeeper(store);
      const standing = {
        position: row?.position ?? null,
        positionAt: row?.positionAt ?? null,
        wroteAt: row?.wroteAt ?? null,
        error: row?.error ?? null,
        failingSince: row?.failingSince ?? null,
        wanted: row?.wanted ?? null,
        wantedAt: row?.wantedAt ?? null,
        checkedAt: row?.checkedAt ?? null,
        report: row?.report ?? null,
      };
      const age = clock.now().getTime() - (row?.positionAt?.getTime() ?? 0);
      const state = stateOf(kind, row?.isKept ?? false, standing.failingSince !== null, age);
      return responseBody({ kind, state, keys: await countLedger(store, workspaceId), ...standing });
    },
  );

  for (const [task, summary] of [
    ['verify', 'Have the state cache compared with Postgres, and what differs written'],
    ['rebuild', 'Have all of the state cache written anew'],
  ] as const) {
    app.post(
      `/api/v1/state-cache/${task}`,
      {
        config: instanceAccess('operator', 'instance:write'),
        schema: {
          tags,
          summary,
          headers: actorHeaders,
          response: { 202: stateCacheAccepted, ...commonProblems, ...conflictProblem },
        },
      },
      async (request, reply) => {
        if (stateCache.kind === 'none')
          throw new Problem({
            status: 409,
            code: 'no-state-cache',
            title: 'There is no state cache',
            detail: 'Set SYNCLINE_STATE_CACHE to redis or cloudflare, and start Syncline again.',
          });
        const wantedAt = await wantStateCacheTask(store, task);
        await writeAudit(store, [
          {
            workspaceId: request.workspaceId,
            actor: actorOf(request),
            action: `state_cache.${task}`,
            subject: 'state cache',
            entityId: null,
            why: null,
            details: {},
          },
        ]);
        return reply.code(202).send(responseBody({ task, wantedAt }));
      },
    );
  }
}

function stateOf(kind: string, isKept: boolean, isFailing: boolean, ageMs: number) {
  if (kind === 'none') return 'off' as const;
  if (!isKept) return 'waiting' as const;
  if (isFailing) return 'failing' as const;
  return ageMs > CURRENT_MS ? ('behind' as const) : ('current' as const);
}

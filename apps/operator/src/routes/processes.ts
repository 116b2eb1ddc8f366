import {
  type ControlOutcome,
  cancelProcess,
  type EngineContext,
  pageJob,
  pauseProcess,
  resumeProcess,
  retryProcess,
  stageOf,
  startBackfill,
  startIncremental,
} from '@syncline/engine';
import {
  findConnection,
  findProcess,
  listProcesses,
  listProcessPages,
  type ProcessPageView,
  showProcess,
} from '@syncline/store';
import { access } from '../access/route-access.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { notFound, Problem } from '../problem.ts';
import { jobAddress } from '../register-bull-board.ts';
import { responseBody } from '../response-body.ts';
import { uuidParams } from '../schemas/paging.ts';
import { commonProblems, conflictProblem, notFoundProblem } from '../schemas/problem.ts';
import {
  processPageSchema,
  processPagesQuery,
  processPagesSchema,
  processQuery,
  processTreeSchema,
  syncAccepted,
  syncRequest,
} from '../schemas/process.ts';

const tags = ['processes'];
const controls: readonly {
  verb: string;
  summary: string;
  act: (ctx: EngineContext, id: string) => Promise<ControlOutcome>;
}[] = [
  { verb: 'pause', summary: 'Stop handing out its work; what is under way ends', act: pauseProcess },
  { verb: 'resume', summary: 'Go on where it was paused', act: resumeProcess },
  { verb: 'cancel', summary: 'End it now; what is merged stays', act: cancelProcess },
];

export function processRoutes(app: App, { context }: OperatorDeps): void {
  const show = async (workspaceId: number, id: string) => {
    const tree = await showProcess(context.store, workspaceId, id);
    if (!tree) throw notFound('process', id);
    return { ...tree.root, children: [...tree.children] };
  };

  app.get(
    '/api/v1/processes',
    {
      config: access('viewer', 'processes:read'),
      schema: {
        tags,
        summary: 'Processes, newest first',
        querystring: processQuery,
        response: { 200: processPageSchema, ...commonProblems },
      },
    },
    async ({ query, workspaceId }) => {
      const page = await listProcesses(context.store, workspaceId, query, query);
      return responseBody(page);
    },
  );

  app.get(
    '/api/v1/processes/:id',
    {
      config: access('viewer', 'processes:read'),
      schema: {
        tags,
        summary: 'A process with its children',
        params: uuidParams,
        response: { 200: processTreeSchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async ({ params, workspaceId }) => responseBody(await show(workspaceId, params.id)),
  );

  app.get(
    '/api/v1/processes/:id/pages',
    {
      config: access('viewer', 'processes:read'),
      schema: {
        tags,
        summary:
          'What a process and its children read, page by page, newest first: tries, errors, and when they are tried again',
        params: uuidParams,
        querystring: processPagesQuery,
        response: { 200: processPagesSchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async ({ params, query, workspaceId }) => {
      const pages = await listProcessPages(context.store, workspaceId, params.id, query, query);
      if (!pages) throw notFound('process', params.id);
      return responseBody({ ...pages, items: pages.items.map(shownPage) });
    },
  );

  for (const { verb, summary, act } of controls) {
    app.post(
      `/api/v1/processes/:id/${verb}`,
      {
        config: access('operator', 'processes:write'),
        schema: {
          tags,
          summary,
          params: uuidParams,
          response: { 200: processTreeSchema, ...commonProblems, ...notFoundProblem, ...conflictProblem },
        },
      },
      async ({ params, workspaceId }) => {
        const process = await findProcess(context.store, params.id);
        if (process?.workspaceId !== workspaceId) throw notFound('process', params.id);
        const result = await act(context, params.id);
        if (result.outcome === 'not_found') throw notFound('process', params.id);
        if (result.outcome === 'refused') throw wrongState(result.state, verb);
        return responseBody(await show(workspaceId, params.id));
      },
    );
  }

  app.post(
    '/api/v1/processes/:id/retry',
    {
      config: access('operator', 'processes:write'),
      schema: {
        tags,
        summary: 'Do the work of one that failed, was cancelled or left something out once more, as a new process',
        params: uuidParams,
        response: { 202: syncAccepted, ...commonProblems, ...notFoundProblem, ...conflictProblem },
      },
    },
    async ({ params, workspaceId }, reply) => {
      const process = await findProcess(context.store, params.id);
      if (process?.workspaceId !== workspaceId) throw notFound('process', params.id);
      const result = await retryProcess(context, params.id);
      if (result.outcome === 'not_found') throw notFound('process', params.id);
      if (result.outcome === 'refused') throw wrongState(result.state, 'retry');
      const { processId } = result;
      return reply.code(202).header('location', `/api/v1/processes/${processId}`).send({ processId });
    },
  );

  app.post(
    '/api/v1/sync',
    {
      config: access('operator', 'processes:write'),
      schema: {
        tags,
        summary: 'Start a backfill or an incremental run',
        body: syncRequest,
        response: { 202: syncAccepted, ...commonProblems, ...notFoundProblem },
      },
    },
    async ({ body, workspaceId }, reply) => {
      const connection = await findConnection(context.store, body.connectionId);
      if (connection?.workspaceId !== workspaceId) throw notFound('connection', body.connectionId);
      const start = body.mode === 'backfill' ? startBackfill : startIncremental;
      const started = await start(context, {
        connectionId: body.connectionId,
        ...(body.streams === undefined ? {} : { streams: body.streams }),
      });
      return reply.code(202).header('location', `/api/v1/processes/${started.processId}`).send(started);
    },
  );
}

const moving: readonly string[] = ['queued', 'fetched', 'normalised'];

function shownPage({ lane, generation, outcome, ...page }: ProcessPageView) {
  const { id, state } = page;
  const request = moving.includes(state) ? pageJob({ id, lane, generation }, stageOf(state)) : null;
  const jobId = request?.options?.jobId;
  return {
    ...page,
    records: outcome && Object.values(outcome).reduce((sum, count) => sum + count, 0),
    job: request && jobId ? { queue: request.name, id: jobId, href: jobAddress(request.name, jobId) } : null,
  };
}

function wrongState(state: string, verb: string): Problem {
  const detail = `A process that is ${state} can't be told to ${verb}.`;
  return new Problem({ status: 409, code: 'wrong-state', title: 'Not possible in this state', detail, state });
}

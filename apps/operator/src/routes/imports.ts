import {
  applyImport,
  changeImport,
  correctRow,
  createImport,
  dryRunImport,
  importOf,
  meaningOf,
  openQuestions,
  previewImport,
  replayImport,
  saidOf,
  undoImport,
} from '@syncline/engine';
import { countImport, type ImportRecord, listImports, listProblemRows, showImport } from '@syncline/store';
import { access } from '../access/route-access.ts';
import { actorHeaders, actorOf } from '../actor.ts';
import { started, unfit, unreadable } from '../import-outcome.ts';
import { LONGEST_BODY_MS } from '../limit-slow-bodies.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { notFound } from '../problem.ts';
import { responseBody } from '../response-body.ts';
import {
  applySchema,
  correctedSchema,
  correctionSchema,
  dryRunResultSchema,
  dryRunSchema,
  importChangeSchema,
  importPageSchema,
  importSchema,
  importsQuery,
  limitQuery,
  previewSchema,
  problemRowsQuery,
  problemRowsSchema,
  rowParams,
  startedSchema,
  uploadQuery,
} from '../schemas/import.ts';
import { uuidParams } from '../schemas/paging.ts';
import {
  commonProblems,
  conflictProblem,
  notFoundProblem,
  staleProblem,
  unprocessableProblem,
} from '../schemas/problem.ts';
import { changeHeaders, refuseStale, sendTag, staleState } from '../versioned.ts';

const tags = ['imports'];
const ofOne = { tags, params: uuidParams };
const problems = { ...commonProblems, ...notFoundProblem, ...conflictProblem, ...unprocessableProblem };

/** Files that are brought in: what they mean, what would come of them, and applying and taking them back. */
export function importRoutes(app: App, deps: OperatorDeps): void {
  const { context } = deps;
  uploadRoute(app, deps);

  const show = (workspaceId: number, id: string) => showWhole(deps, workspaceId, id);

  app.get(
    '/api/v1/imports',
    {
      config: access('viewer', 'entities:read'),
      schema: {
        tags,
        summary: 'Imports, newest first',
        querystring: importsQuery,
        response: { 200: importPageSchema, ...commonProblems },
      },
    },
    async ({ query, workspaceId }) => responseBody(await listImports(context.store, workspaceId, query, query)),
  );

  app.get(
    '/api/v1/imports/:id',
    {
      config: access('operator', 'entities:read'),
      schema: {
        ...ofOne,
        summary: 'What a file is proposed to mean, and what became of it',
        response: { 200: importSchema, ...problems },
      },
    },
    async ({ params, workspaceId }, reply) => {
      const { body, said } = await show(workspaceId, params.id);
      sendTag(reply, said);
      return responseBody(body);
    },
  );

  app.patch(
    '/api/v1/imports/:id',
    {
      config: access('operator', 'entities:write'),
      schema: {
        ...ofOne,
        summary: 'Answer questions, or say what the file means',
        headers: changeHeaders,
        body: importChangeSchema,
        response: { 200: importSchema, ...problems, ...staleProblem },
      },
    },
    async (request, reply) => {
      const { params, workspaceId } = request;
      const change = { ...request.body, workspaceId, importId: params.id } as never;
      const check = (standing: ImportRecord): void => refuseStale(request, saidOf(standing));
      const result = await changeImport(context, change, check).catch(unreadable);
      if (result.outcome === 'not_found') throw notFound('import', params.id);
      if (result.outcome === 'refused') throw unfit(result.reason);
      if (result.outcome === 'stale') throw staleState();
      const { body, said } = await show(workspaceId, params.id);
      sendTag(reply, said);
      return responseBody(body);
    },
  );

  app.get(
    '/api/v1/imports/:id/preview',
    {
      config: access('operator', 'entities:read'),
      schema: {
        ...ofOne,
        summary: 'The first rows as they would be read, with row and column of each problem',
        querystring: limitQuery,
        response: { 200: previewSchema, ...problems },
      },
    },
    async ({ params, query, workspaceId }) => {
      const found = await find(deps, workspaceId, params.id);
      return responseBody({ rows: await previewImport(context, found, query.limit).catch(unreadable) });
    },
  );

  app.post(
    '/api/v1/imports/:id/dry-run',
    {
      config: access('operator', 'entities:read'),
      schema: {
        ...ofOne,
        summary: 'What applying the first rows would create, change and link; nothing is changed',
        body: dryRunSchema,
        response: { 200: dryRunResultSchema, ...problems },
      },
    },
    async ({ params, body, workspaceId }) => {
      const found = await find(deps, workspaceId, params.id);
      const open = openQuestions(meaningOf(found));
      if (open.length > 0) throw unfit(`There are open questions: ${open.join(' ')}`);
      return responseBody(await dryRunImport(context, found, body.limit).catch(unreadable));
    },
  );

  const starts = [
    { verb: 'apply', summary: 'Bring it into the graph, as a process', act: applyImport },
    {
      verb: 'undo',
      summary: 'Take back what it changed, as a process; what was changed or built on since stays, and is told',
      act: undoImport,
    },
    {
      verb: 'replay',
      summary: 'Import the kept file once more, with the same meaning, as an import of its own',
      act: replayImport,
    },
  ] as const;
  for (const { verb, summary, act } of starts) {
    app.post(
      `/api/v1/imports/:id/${verb}`,
      {
        config: access('approver', 'entities:write'),
        schema: {
          ...ofOne,
          summary,
          headers: actorHeaders,
          body: applySchema,
          response: { 202: startedSchema, ...problems },
        },
      },
      async (request, reply) => {
        const { params, body, workspaceId } = request;
        const input = {
          workspaceId,
          importId: params.id,
          actor: actorOf(request),
          saveAs: verb === 'apply' ? body.saveAs : undefined,
        };
        const { importId, processId } = started(await act(context, input), params.id);
        return reply.code(202).header('location', `/api/v1/processes/${processId}`).send({ importId, processId });
      },
    );
  }

  app.get(
    '/api/v1/imports/:id/rows',
    {
      config: access('operator', 'entities:read'),
      schema: {
        ...ofOne,
        summary: 'Rows with a problem, in the order of the file',
        querystring: problemRowsQuery,
        response: { 200: problemRowsSchema, ...problems },
      },
    },
    async ({ params, query, workspaceId }) => {
      const { id } = await find(deps, workspaceId, params.id);
      const rows = await listProblemRows(context.store, id, query.after, query.limit);
      return responseBody({
        items: rows.map(({ row, state, problems: found, cells }) => ({ row, state, problems: found ?? [], cells })),
      } as never);
    },
  );

  app.post(
    '/api/v1/imports/:id/rows/:row/correct',
    {
      config: access('operator', 'entities:write'),
      schema: {
        tags,
        params: rowParams,
        headers: actorHeaders,
        summary: 'Apply a row that was left out, with cells put right; its item is closed',
        body: correctionSchema,
        response: { 200: correctedSchema, ...problems },
      },
    },
    async (request) => {
      const { params, body, workspaceId } = request;
      const input = { workspaceId, importId: params.id, row: params.row, cells: body.cells, actor: actorOf(request) };
      const result = await correctRow(context, input);
      if (result.outcome === 'not_found') throw notFound('row', `${params.row} of import ${params.id}`);
      if (result.outcome === 'refused')
        throw unfit([result.reason, ...result.problems.map(({ message }) => message)].join(' '));
      return responseBody({ row: params.row, problems: [...result.problems] });
    },
  );
}

/** Takes the bytes as they come, whatever their type says: they are never held whole. */
function uploadRoute(app: App, deps: OperatorDeps): void {
  const { context } = deps;
  void app.register(async (scope) => {
    const inner = scope as unknown as App;
    inner.removeAllContentTypeParsers();
    inner.addContentTypeParser('*', (_request, _payload, done) => done(null));
    inner.post(
      '/api/v1/imports',
      {
        config: { ...access('operator', 'entities:write'), bodyTimeoutMs: LONGEST_BODY_MS },
        schema: {
          tags,
          summary:
            'Bring a file: CSV, TSV, JSON, NDJSON or XLSX as the body. It is kept as it is, and a meaning is proposed',
          headers: actorHeaders,
          querystring: uploadQuery,
          response: { 201: importSchema, ...problems },
        },
      },
      async (request, reply) => {
        const { name, ...words } = request.query;
        const { workspaceId } = request;
        const file = { workspaceId, name, words, pieces: request.raw, actor: actorOf(request) } as never;
        const id = await createImport(context, file).catch(unreadable);
        const { body, said } = await showWhole(deps, workspaceId, id);
        sendTag(reply, said);
        return reply.code(201).header('location', `/api/v1/imports/${id}`).send(responseBody(body));
      },
    );
  });
}

async function find({ context }: OperatorDeps, workspaceId: number, id: string) {
  const found = await importOf(context, workspaceId, id);
  if (!found) throw notFound('import', id);
  return found;
}

async function showWhole(deps: OperatorDeps, workspaceId: number, id: string) {
  const found = await find(deps, workspaceId, id);
  const view = await showImport(deps.context.store, workspaceId, id);
  if (!view) throw notFound('import', id);
  const meaning = meaningOf(found);
  const counts = await countImport(deps.context.store, id);
  const { proposal, manifest } = meaning;
  const body = { ...view, proposal, manifest, openQuestions: openQuestions(meaning), counts };
  return { body, said: saidOf(found) };
}

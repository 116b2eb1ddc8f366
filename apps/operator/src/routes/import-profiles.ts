import { removeProfile, saveProfile } from '@syncline/engine';
import { canonicalFields, manifestSchema } from '@syncline/imports';
import { findImportProfile, type ImportProfile, listImportProfiles } from '@syncline/store';
import { z } from 'zod';
import { access } from '../access/route-access.ts';
import { actorHeaders, actorOf } from '../actor.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { notFound, Problem } from '../problem.ts';
import { responseBody } from '../response-body.ts';
import { importFieldsSchema, newProfileSchema, profilePageSchema, profileSchema } from '../schemas/import.ts';
import { pagingQuery, serialParams } from '../schemas/paging.ts';
import { commonProblems, notFoundProblem, unprocessableProblem } from '../schemas/problem.ts';

const tags = ['imports'];
const problems = { ...commonProblems, ...notFoundProblem };

/** What files mean that were brought before: found again by their header, or taken by name. */
export function importProfileRoutes(app: App, { context }: OperatorDeps): void {
  app.get(
    '/api/v1/import-fields',
    {
      config: access('viewer', 'entities:read'),
      schema: {
        tags,
        summary: 'The fields that columns are proposed to be; a manifest may name others',
        response: { 200: importFieldsSchema, ...commonProblems },
      },
    },
    async () => responseBody({ items: canonicalFields.map(({ kind, field, value }) => ({ kind, field, as: value })) }),
  );

  app.get(
    '/api/v1/import-profiles',
    {
      config: access('operator', 'entities:read'),
      schema: {
        tags,
        summary: 'Profiles of files, the one that was saved last first',
        querystring: pagingQuery,
        response: { 200: profilePageSchema, ...commonProblems },
      },
    },
    async ({ query, workspaceId }) => {
      const { items, nextCursor } = await listImportProfiles(context.store, workspaceId, query);
      return responseBody({ items: items.map(summaryOf), nextCursor });
    },
  );

  app.get(
    '/api/v1/import-profiles/:id',
    {
      config: access('operator', 'entities:read'),
      schema: {
        tags,
        params: serialParams,
        summary: 'One profile with its whole manifest',
        response: { 200: profileSchema, ...problems },
      },
    },
    async ({ params, workspaceId }) => {
      const found = await findImportProfile(context.store, workspaceId, params.id);
      if (!found) throw notFound('import profile', params.id);
      return responseBody(wholeOf(found));
    },
  );

  app.post(
    '/api/v1/import-profiles',
    {
      config: access('operator', 'entities:write'),
      schema: {
        tags,
        headers: actorHeaders,
        summary: 'Keep what a file means, for files of the same header',
        body: newProfileSchema,
        response: { 201: profileSchema, ...problems, ...unprocessableProblem },
      },
    },
    async (request, reply) => {
      const { workspaceId, body } = request;
      const result = await saveProfile(context, { ...body, workspaceId, actor: actorOf(request) });
      if (result.outcome === 'not_found') throw notFound('import', body.importId);
      if (result.outcome === 'refused')
        throw new Problem({
          status: 422,
          code: 'unfit-import',
          title: 'That does not fit the file',
          detail: result.reason,
        });
      const { profile } = result;
      return reply
        .code(201)
        .header('location', `/api/v1/import-profiles/${profile.id}`)
        .send(responseBody(wholeOf(profile)));
    },
  );

  app.delete(
    '/api/v1/import-profiles/:id',
    {
      config: access('operator', 'entities:write'),
      schema: {
        tags,
        params: serialParams,
        headers: actorHeaders,
        summary: 'Forget a profile; imports that were made by it keep what they mean',
        response: { 204: z.null().describe('Removed'), ...problems },
      },
    },
    async (request, reply) => {
      const { params, workspaceId } = request;
      const isGone = await removeProfile(context, { workspaceId, id: params.id, actor: actorOf(request) });
      if (!isGone) throw notFound('import profile', params.id);
      return reply.code(204).send(null);
    },
  );
}

function summaryOf(profile: ImportProfile) {
  const { manifest: _, ...summary } = wholeOf(profile);
  return summary;
}

function wholeOf({ workspaceId: _, manifest: saved, ...profile }: ImportProfile) {
  const manifest = manifestSchema.parse(saved);
  const { columns } = manifest.layout;
  return { ...profile, columns, kinds: manifest.records.map(({ kind }) => kind), manifest };
}

import { Readable } from 'node:stream';
import { importOf, meaningOf } from '@syncline/engine';
import type { Manifest } from '@syncline/imports';
import { listImportedEntities, readImportFile, showImport } from '@syncline/store';
import { z } from 'zod';
import { access } from '../access/route-access.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { notFound } from '../problem.ts';
import { responseBody } from '../response-body.ts';
import { importedPageSchema } from '../schemas/import.ts';
import { pagingQuery, uuidParams } from '../schemas/paging.ts';
import { commonProblems, notFoundProblem } from '../schemas/problem.ts';

const types = {
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  json: 'application/json',
  ndjson: 'application/x-ndjson',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

const file = { schema: z.string().meta({ format: 'binary' }) };
/** JSON is described as what it holds. */
const content = {
  ...Object.fromEntries(Object.values(types).map((type) => [type, file])),
  [types.json]: { schema: z.unknown().describe('What the file holds') },
};

/** What an import comes from and what it came to: the file, byte for byte, and the records that it spoke of. */
export function importEvidenceRoutes(app: App, { context }: OperatorDeps): void {
  app.get(
    '/api/v1/imports/:id/records',
    {
      config: access('operator', 'entities:read'),
      schema: {
        tags: ['imports'],
        params: uuidParams,
        summary: 'The records that it spoke of, and what was done to each',
        querystring: pagingQuery,
        response: { 200: importedPageSchema, ...commonProblems, ...notFoundProblem },
      },
    },
    async ({ params, query, workspaceId }) => {
      const found = await importOf(context, workspaceId, params.id);
      if (!found) throw notFound('import', params.id);
      return responseBody(await listImportedEntities(context.store, found.id, query));
    },
  );

  app.get(
    '/api/v1/imports/:id/evidence',
    {
      config: access('operator', 'entities:read'),
      schema: {
        tags: ['imports'],
        params: uuidParams,
        summary: 'The file as it came; Repr-Digest has its SHA-256',
        response: {
          200: {
            description: 'Its bytes',
            content,
          },
          ...commonProblems,
          ...notFoundProblem,
        },
      },
    },
    async ({ params, workspaceId }, reply) => {
      const found = await importOf(context, workspaceId, params.id);
      const view = found && (await showImport(context.store, workspaceId, params.id));
      if (!view) throw notFound('import', params.id);
      const { name, size, sha256 } = view;
      return (
        reply
          .type(typeOf(meaningOf(found).manifest.layout))
          .header('content-length', size)
          .header('content-disposition', attachment(name))
          // What stands in it is somebody else's word: no browser guesses at it, or runs it.
          .header('x-content-type-options', 'nosniff')
          .header('content-security-policy', 'sandbox')
          .header('cache-control', 'private, no-store')
          .header('repr-digest', `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`)
          .send(Readable.from(readImportFile(context.store, found.fileId), { objectMode: false }) as never)
      );
    },
  );
}

function typeOf({ format, encoding }: Manifest['layout']): string {
  return types[format].startsWith('text/') ? `${types[format]}; charset=${encoding}` : types[format];
}

/** As RFC 6266 has it: a name that any program reads, and the name as it is. */
function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const whole = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}

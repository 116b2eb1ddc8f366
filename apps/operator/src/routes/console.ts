import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { openToAll } from '../access/route-access.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { notFound, Problem } from '../problem.ts';

/** A file of the console, plain and packed. */
export interface PageFile {
  readonly type: string;
  readonly plain: Buffer;
  readonly gzip: Buffer;
  readonly brotli: Buffer;
}

/** `index.html`, and what it names under /assets, by name. */
export type PageFiles = ReadonlyMap<string, PageFile>;

/** The addresses of the console: each is the same page, which shows what its address says. */
export const consolePaths = [
  '/',
  '/processes',
  '/processes/:id',
  '/reconciliation',
  '/clients',
  '/clients/:id',
  '/entities',
  '/entities/:id',
  '/imports',
  '/imports/:id',
  '/connections',
  '/connections/:id',
  '/sync-configs',
  '/sync-configs/:id',
  '/inbox',
  '/inbox/:id',
  '/alerts',
  '/timeline',
  '/duplicates',
  '/approvals',
  '/audit',
  '/insights',
] as const;

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
const YEAR_S = 31_536_000;

/** The console's page and files. They show nothing of anyone's, so whoever has no session yet can read them. */
export function consoleRoutes(app: App, { context, consoleFiles }: OperatorDeps): void {
  const read = async (): Promise<PageFiles> => {
    if (consoleFiles === null) throw noConsole('This operator was started without it.');
    try {
      return await consoleFiles;
    } catch (error) {
      context.logger.error({ err: error }, 'the console could not be built');
      throw noConsole('It could not be built; the log says why.');
    }
  };
  const send = (request: FastifyRequest, reply: FastifyReply, file: PageFile, cacheControl: string): FastifyReply => {
    const accepted = request.headers['accept-encoding'] ?? '';
    const encoding = /\bbr\b/.test(accepted) ? 'brotli' : /\bgzip\b/.test(accepted) ? 'gzip' : 'plain';
    void reply
      .header('content-type', file.type)
      .header('cache-control', cacheControl)
      .header('vary', 'accept-encoding')
      .header('content-security-policy', policy)
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'no-referrer');
    if (encoding !== 'plain') void reply.header('content-encoding', encoding === 'brotli' ? 'br' : 'gzip');
    return reply.send(file[encoding]);
  };

  for (const path of consolePaths)
    app.get(path, { config: openToAll, schema: { hide: true } }, async (request, reply) => {
      const page = (await read()).get('index.html');
      if (!page) throw noConsole('It has no page.');
      return send(request, reply, page, 'no-cache');
    });

  app.get(
    '/assets/:name',
    { config: openToAll, schema: { hide: true, params: z.object({ name: z.string().max(200) }) } },
    async (request, reply) => {
      const file = (await read()).get(request.params.name);
      if (!file) throw notFound('file', request.params.name);
      // Another content has another name.
      return send(request, reply, file, `public, max-age=${YEAR_S}, immutable`);
    },
  );
}

function noConsole(detail: string): Problem {
  return new Problem({ status: 503, code: 'no-console', title: 'The console is not there', detail });
}

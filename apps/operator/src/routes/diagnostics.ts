import { z } from 'zod';
import { instanceAccess } from '../access/route-access.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { instant } from '../schemas/paging.ts';
import { commonProblems } from '../schemas/problem.ts';

const diagnosticsSchema = z
  .object({
    version: z.string(),
    node: z.string(),
    serverTime: instant,
    database: z.object({ version: z.string(), time: instant }),
    queue: z.object({
      backend: z.enum(['postgres', 'redis']),
      safe: z.boolean().describe('Whether its server keeps what it is given'),
      problem: z.string().nullable(),
    }),
  })
  .meta({ id: 'Diagnostics' });

/** What `syncline doctor` asks: versions, clocks, and whether the queue's server would lose jobs. */
export function diagnosticsRoutes(app: App, { context, version }: OperatorDeps): void {
  app.get(
    '/api/v1/diagnostics',
    {
      config: instanceAccess('viewer', 'instance:read'),
      schema: {
        tags: ['operations'],
        summary: 'Versions, clocks and the safety of the queue',
        response: { 200: diagnosticsSchema, ...commonProblems },
      },
    },
    async () => {
      const { rows } = await context.store.query<{ version: string; time: Date }>(
        `select current_setting('server_version') as version, clock_timestamp() as time`,
      );
      const database = rows[0];
      if (!database) throw new Error('A query without a from clause always gives one row');
      const problem = await context.queue.assertSafe().then(
        () => null,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
      return {
        version,
        node: process.version,
        serverTime: context.clock.now(),
        database,
        queue: { backend: context.queue.backend, safe: problem === null, problem },
      };
    },
  );
}

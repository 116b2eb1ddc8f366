import { z } from 'zod';
import { instant } from './paging.ts';
import { processSchema } from './process.ts';

const count = z.number().int();

export const statusSchema = z
  .object({
    health: z.enum(['ok', 'busy', 'attention']).describe('attention: somebody should look'),
    sentence: z.string().describe('The state of things in one sentence'),
    version: z.string(),
    databaseTime: instant,
    lagMs: z.number().describe('Age of the oldest announced change that is not in the graph; 0 when none waits'),
    counts: z.object({
      connections: count,
      entities: count.describe('Tombstones included; up to 10 s old'),
      entitiesByKind: z.record(z.string(), count),
      processesOpen: count,
      processesPaused: count,
      itemsOpen: count,
      deliveriesWaiting: count,
      deliveriesLastHour: count,
      hintsWaiting: count,
      pagesQueued: count,
      pagesToTransform: count,
      pagesToMerge: count,
    }),
    connections: z.array(z.object({ id: count, name: z.string(), connector: z.string(), health: z.string() })),
    processes: z.array(processSchema).describe('Those that are not finished, newest first, at most 20'),
    eventBus: z
      .object({
        kind: z.string(),
        published: count,
        publishedAt: instant.nullable(),
        waiting: count.describe('Events that the bus does not have yet, counted up to 10,000'),
        lagMs: z.number().describe('Age of the oldest of them'),
        error: z.string().nullable().describe('Why they wait'),
        failingSince: instant.nullable(),
      })
      .nullable()
      .describe('How far events were handed on; null where there is no bus'),
    links: z.record(z.string(), z.string()),
  })
  .meta({ id: 'Status' });

export const readinessSchema = z
  .object({
    ready: z.boolean(),
    checks: z.record(z.string(), z.object({ ok: z.boolean(), ms: z.number(), error: z.string().optional() })),
  })
  .meta({ id: 'Readiness' });

export const recentChangesSchema = z
  .object({
    since: instant.describe('What is counted happened since then'),
    isCut: z.boolean().describe('Whether so much happened that `since` is later than an hour ago'),
    items: z
      .array(
        z.object({
          type: z.string().describe('entity.created, sync.conflict …'),
          kind: z.string().nullable().describe('Of the entity that it is about'),
          connectionId: count.nullable().describe('Where it came from; null: the hub itself'),
          connectionName: z.string().nullable(),
          count,
          newestAt: instant,
        }),
      )
      .describe('The most frequent first'),
  })
  .meta({ id: 'RecentChanges' });

import { z } from 'zod';
import { instant, json, pageOf, pagingQuery } from './paging.ts';

const fields = z.record(z.string(), json);

const entitySchema = z
  .object({
    id: z.uuid(),
    kind: z.string(),
    title: z.string().nullable(),
    version: z.number().int(),
    fields,
    createdAt: instant,
    updatedAt: instant,
    deletedAt: instant.nullable(),
  })
  .meta({ id: 'Entity' });

const changeSource = {
  connectionId: z.number().int().nullable(),
  connectionName: z.string().nullable(),
  stream: z.string().nullable(),
  pageId: z.number().int().nullable(),
  processId: z.uuid().nullable(),
  remoteUpdatedAt: instant.nullable(),
  version: z.number().int(),
  at: instant,
  decision: z.string(),
};

const mapping = z.object({
  connectionId: z.number().int(),
  connectionName: z.string(),
  connector: z.string(),
  stream: z.string(),
  scope: z.string(),
  externalId: z.string(),
  locator: z.string().nullable(),
  url: z.string().nullable(),
  state: z.enum(['linked', 'gone']),
  remoteUpdatedAt: instant.nullable(),
  firstSeenAt: instant,
  changeSeenAt: instant,
});

const relation = z.object({
  direction: z.enum(['out', 'in']),
  type: z.string(),
  connectionId: z.number().int(),
  entityId: z.uuid().nullable().describe('Null while the other end is not in the graph'),
  kind: z.string().nullable(),
  title: z.string().nullable(),
  target: z.string().nullable().describe('How the vendor names a target that is not in the graph'),
});

export const entityDetailSchema = z
  .object({
    ...entitySchema.shape,
    mappings: z.array(mapping),
    relations: z.array(relation),
    moreRelations: z.boolean(),
    history: z.array(z.object({ ...changeSource, changes: z.record(z.string(), z.object({ from: json, to: json })) })),
    provenance: z.record(z.string(), z.object(changeSource)).describe('Where each field has its value from'),
  })
  .meta({ id: 'EntityDetail' });

export const entityPageSchema = pageOf(entitySchema).meta({ id: 'EntityPage' });

export const entityQuery = pagingQuery.extend({
  kind: z.string().max(100).optional(),
  text: z.string().min(1).max(200).optional().describe('Part of the title, name or login'),
  deleted: z
    .enum(['true', 'false', 'any'])
    .default('false')
    .transform((text) => (text === 'any' ? ('any' as const) : text === 'true')),
});

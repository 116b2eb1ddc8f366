import { clientListParts, clientSorts, clientTroubles } from '@syncline/store';
import { z } from 'zod';
import { changeSourceSchema, explanationSchema, mappingSchema, relationSchema, scoreSchema } from './entity.ts';
import { instant, json, pageOf, pagingQuery, queryBoolean } from './paging.ts';

const count = z.number().int();
const ids = z.array(z.uuid()).describe('The records behind it, at most 20');
const part = z.enum(clientListParts);
const pipelineAmount = { currency: z.string().nullable().describe('Null: the deals say none'), amount: z.number() };

const clientItem = z
  .object({
    id: z.uuid().describe('The account'),
    name: z.string().nullable(),
    domain: z.string().nullable(),
    lastContactAt: instant.nullable(),
    people: count,
    openDeals: count,
    openWork: count,
    blockedWork: count,
    pipeline: z.array(z.object(pipelineAmount)).describe('Of deals that go on'),
    fieldsFilled: count,
    fieldsExpected: count.describe('What complete records of the account, its people and deals would have'),
    troubles: z
      .object({ conflicts: count, items: count.describe('That are no conflicts'), duplicates: count, proposals: count })
      .describe('What waits for somebody, of the account and its people, deals, quotes and work, as it was counted'),
    keptAt: instant.describe('When it was counted'),
  })
  .meta({ id: 'Client' });
export const clientPageSchema = pageOf(clientItem).meta({ id: 'ClientPage' });

export const clientQuery = pagingQuery.extend({
  text: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('Part of its name or domain, or of a name or address of its people'),
  openDeals: queryBoolean.optional().describe('Only those with deals that go on, or with none'),
  blockedWork: queryBoolean.optional().describe('Only those with work that waits for other work, or with none'),
  quietSince: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .optional()
    .describe('Only those without contact since; those without any are among them'),
  has: z.enum(clientTroubles).optional().describe('Only those of which something of this kind waits for somebody'),
  sort: z
    .enum(clientSorts)
    .default('name')
    .describe('By name; the least complete first; those with the most that waits for somebody first'),
});

const member = z
  .object({
    part,
    id: z.uuid(),
    kind: z.string(),
    name: z.string().nullable(),
    at: instant.describe('When it took place, else when it was made'),
    isOpen: z.boolean().describe('Of deals and work: not closed'),
    viaId: z.uuid().describe('Through which record it belongs to the client'),
    viaKind: z.string().nullable(),
    viaName: z.string().nullable(),
    version: count,
    updatedAt: instant,
    fields: z.record(z.string(), json).describe('What is shown of it in a line'),
    excerpt: z.string().nullable().describe('The beginning of what was said'),
    records: z.array(
      z.object({
        connectionId: count,
        connectionName: z.string(),
        connector: z.string(),
        stream: z.string(),
        url: z.string().nullable(),
      }),
    ),
    blockedBy: z
      .array(z.object({ id: z.uuid(), name: z.string().nullable() }))
      .describe('Of open work: what it waits for that is not done'),
  })
  .meta({ id: 'ClientMember' });
export const clientMemberPageSchema = pageOf(member).meta({ id: 'ClientMemberPage' });
export const clientMemberQuery = pagingQuery.extend({ part });

const clientRelation = z
  .object({
    type: z.string(),
    connectionId: count.describe('Who shows it; 0: the hub'),
    fromId: z.uuid(),
    fromKind: z.string().nullable(),
    fromName: z.string().nullable(),
    toId: z.uuid().nullable().describe('Null while that end is not in the graph'),
    toKind: z.string().nullable(),
    toName: z.string().nullable(),
    target: z.string().nullable().describe('How the vendor names an end that is not in the graph'),
  })
  .meta({ id: 'ClientRelation' });
export const clientRelationPageSchema = pageOf(clientRelation).meta({ id: 'ClientRelationPage' });

const change = z.object({ id: z.uuid(), at: z.string() });
const figures = z
  .object({
    counts: z.object({
      person: count,
      deal: count,
      quote: count,
      place: count,
      work: count,
      interaction: count,
      file: count,
    }),
    pipeline: z.array(
      z.object({
        stage: z.string().nullable(),
        ...pipelineAmount,
        deals: count,
        withoutAmount: count.describe('Deals that the sum leaves out'),
        dealIds: ids,
      }),
    ),
    ended: z.object({ won: count, lost: count, dealIds: ids }),
    contact: z.object({
      lastAt: z.string().nullable(),
      lastId: z.uuid().nullable(),
      firstAt: z.string().nullable(),
      byMonth: z
        .record(z.string(), z.record(z.string(), count))
        .describe('By month and type, the newest 24 months with any'),
    }),
    work: z.object({
      open: count,
      done: count,
      blocked: count,
      openIds: ids,
      blockedBy: z.array(z.object({ id: z.uuid(), by: ids })),
    }),
    quality: z.object({
      expected: count,
      filled: count,
      missing: z.array(z.object({ id: z.uuid(), fields: z.array(z.string()) })).describe('At most 20 records'),
      oldestChange: change,
      newestChange: change,
    }),
    cut: ids.describe('Records with more edges than are followed: what rests on them is at least what it says'),
  })
  .meta({ id: 'ClientFigures' });

const ofEntity = { entityId: z.uuid(), entityName: z.string().nullable() };
const troubles = z.object({
  items: z.array(
    z.object({
      ...ofEntity,
      id: count,
      class: z.string(),
      code: z.string(),
      field: z.string().nullable(),
      message: z.string(),
      firstSeenAt: instant,
    }),
  ),
  itemCount: count,
  conflicts: count.describe('How many of the items are conflicts'),
  proposals: z.array(
    z.object({ ...ofEntity, id: count, kind: z.string(), title: z.string(), createdAt: instant, expiresAt: instant }),
  ),
  proposalCount: count,
  duplicates: z.array(
    z.object({
      ...ofEntity,
      id: count,
      otherId: z.uuid(),
      otherName: z.string().nullable(),
      probability: z.number(),
    }),
  ),
  duplicateCount: count,
});

const matches = z.object({
  items: z.array(
    z.object({
      whoId: z.uuid(),
      whoName: z.string().nullable(),
      itemId: z.uuid(),
      itemName: z.string().nullable(),
      score: scoreSchema,
      explanation: explanationSchema,
    }),
  ),
  total: count,
});

export const clientDetailSchema = z
  .object({
    id: z.uuid().describe('The account'),
    askedFor: z.uuid().describe('What was asked for, where it leads to the account'),
    name: z.string().nullable(),
    version: count,
    fields: z.record(z.string(), json),
    createdAt: instant,
    updatedAt: instant,
    provenance: z.record(z.string(), changeSourceSchema).describe('Where each field has its value from'),
    mappings: z.array(mappingSchema),
    relations: z.array(relationSchema),
    moreRelations: z
      .boolean()
      .describe('True when there are more than are listed: /entities/{id}/relations has them all'),
    parts: z
      .object({
        person: clientMemberPageSchema,
        deal: clientMemberPageSchema,
        quote: clientMemberPageSchema,
        place: clientMemberPageSchema,
        work: clientMemberPageSchema,
        interaction: clientMemberPageSchema,
        file: clientMemberPageSchema,
      })
      .describe('The beginning of each list; /clients/{id}/members goes on from its nextCursor'),
    troubles: troubles.describe('What waits for somebody, of the account and its people, deals, quotes and work'),
    matches: matches.describe('What in stock the account and its people may want, the best first, at most 10'),
    figures: figures.nullable().describe('Null: it was not counted yet'),
    keptAt: instant.nullable().describe('When the figures were counted'),
    isCurrent: z.boolean().describe('Nothing has happened to it since, as far as was followed'),
  })
  .meta({ id: 'ClientDetail' });

import { z } from 'zod';
import { matchDocument, relationDocument } from './relation-document.ts';

const count = z.number().int();
const ids = z.array(z.string());
export const clientTroubles = ['any', 'conflicts', 'items', 'duplicates', 'proposals'] as const;
export const clientSorts = ['name', 'quality', 'troubles'] as const;
export const clientParts = ['person', 'deal', 'quote', 'place', 'work', 'interaction', 'file'] as const;

const clientDocument = z.object({
  id: z.string(),
  name: z.string().nullable(),
  domain: z.string().nullable(),
  lastContactAt: z.string().nullable(),
  people: count,
  openDeals: count,
  openWork: count,
  blockedWork: count,
  pipeline: z.array(z.object({ currency: z.string().nullable(), amount: z.number() })),
  fieldsFilled: count,
  fieldsExpected: count,
  troubles: z.object({ conflicts: count, items: count, duplicates: count, proposals: count }),
  keptAt: z.string(),
});
export const clientPage = z.object({ items: z.array(clientDocument), nextCursor: z.string().nullable() });

const member = z.object({
  part: z.enum(clientParts),
  id: z.string(),
  kind: z.string(),
  name: z.string().nullable(),
  at: z.string(),
  isOpen: z.boolean(),
  viaId: z.string(),
  viaKind: z.string().nullable(),
  viaName: z.string().nullable(),
  version: count,
  updatedAt: z.string(),
  fields: z.record(z.string(), z.unknown()),
  excerpt: z.string().nullable(),
  records: z.array(
    z.object({
      connectionId: count,
      connectionName: z.string(),
      connector: z.string(),
      stream: z.string(),
      url: z.string().nullable(),
    }),
  ),
  blockedBy: z.array(z.object({ id: z.string(), name: z.string().nullable() })),
});
export const clientMemberPage = z.object({ items: z.array(member), nextCursor: z.string().nullable() });

const relation = z.object({
  type: z.string(),
  connectionId: count.describe('Who shows it; 0: the hub'),
  fromId: z.string(),
  fromKind: z.string().nullable(),
  fromName: z.string().nullable(),
  toId: z.string().nullable().describe('Null while that end is not in the graph'),
  toKind: z.string().nullable(),
  toName: z.string().nullable(),
  target: z.string().nullable().describe('How the vendor names an end that is not in the graph'),
});
export const clientRelationPage = z.object({ items: z.array(relation), nextCursor: z.string().nullable() });

const change = z.object({ id: z.string(), at: z.string() });
const ofEntity = { id: count, entityId: z.string(), entityName: z.string().nullable() };

export const clientDetailDocument = z.object({
  id: z.string(),
  askedFor: z.string(),
  name: z.string().nullable(),
  version: count,
  fields: z.record(z.string(), z.unknown()),
  createdAt: z.string(),
  updatedAt: z.string(),
  provenance: z.record(
    z.string(),
    z.object({
      connectionName: z.string().nullable(),
      stream: z.string().nullable(),
      actor: z.string().nullable(),
      at: z.string(),
      decision: z.string(),
    }),
  ),
  mappings: z.array(z.looseObject({ connectionName: z.string(), stream: z.string(), externalId: z.string() })),
  relations: z.array(relationDocument),
  moreRelations: z.boolean(),
  parts: z.object({
    person: clientMemberPage,
    deal: clientMemberPage,
    quote: clientMemberPage,
    place: clientMemberPage,
    work: clientMemberPage,
    interaction: clientMemberPage,
    file: clientMemberPage,
  }),
  troubles: z.object({
    items: z.array(
      z.object({
        ...ofEntity,
        class: z.string(),
        code: z.string(),
        field: z.string().nullable(),
        message: z.string(),
        firstSeenAt: z.string(),
      }),
    ),
    itemCount: count,
    conflicts: count,
    proposals: z.array(
      z.object({ ...ofEntity, kind: z.string(), title: z.string(), createdAt: z.string(), expiresAt: z.string() }),
    ),
    proposalCount: count,
    duplicates: z.array(
      z.object({ ...ofEntity, otherId: z.string(), otherName: z.string().nullable(), probability: z.number() }),
    ),
    duplicateCount: count,
  }),
  matches: z.object({ items: z.array(matchDocument), total: count }),
  figures: z
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
          currency: z.string().nullable(),
          amount: z.number(),
          deals: count,
          withoutAmount: count,
          dealIds: ids,
        }),
      ),
      ended: z.object({ won: count, lost: count, dealIds: ids }),
      contact: z.object({
        lastAt: z.string().nullable(),
        lastId: z.string().nullable(),
        firstAt: z.string().nullable(),
        byMonth: z.record(z.string(), z.record(z.string(), count)),
      }),
      work: z.object({
        open: count,
        done: count,
        blocked: count,
        openIds: ids,
        blockedBy: z.array(z.object({ id: z.string(), by: ids })),
      }),
      quality: z.object({
        expected: count,
        filled: count,
        missing: z.array(z.object({ id: z.string(), fields: z.array(z.string()) })),
        oldestChange: change,
        newestChange: change,
      }),
      cut: ids,
    })
    .nullable(),
  keptAt: z.string().nullable(),
  isCurrent: z.boolean(),
});

export type ClientDetailDocument = z.output<typeof clientDetailDocument>;
export type ClientMemberDocument = z.output<typeof member>;
export type ClientRelationDocument = z.output<typeof relation>;

import { z } from 'zod';

const id = z.number().int();
const state = z.enum(['open', 'merged', 'dismissed', 'gone']);

const duplicateDocument = z.object({
  id,
  kind: z.string(),
  aId: z.string(),
  aTitle: z.string().nullable(),
  bId: z.string(),
  bTitle: z.string().nullable(),
  probability: z.number(),
  verdict: z.enum(['link', 'propose']),
  evidence: z.array(
    z.object({
      feature: z.string(),
      verdict: z.enum(['same', 'alike', 'different']),
      bits: z.number(),
      because: z.string(),
    }),
  ),
  heldBack: z.array(z.string()),
  state,
  refused: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  why: z.string().nullable(),
  mergeId: id.nullable(),
  proposalId: id.nullable(),
  foundAt: z.string(),
  updatedAt: z.string(),
});

const side = z.object({
  id: z.string(),
  version: id,
  fields: z.record(z.string(), z.unknown()),
  origins: z.record(z.string(), z.unknown()),
  deletedAt: z.string().nullable(),
  mergedInto: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  records: z.array(
    z.object({
      connectionId: id,
      connectionName: z.string(),
      stream: z.string(),
      externalId: z.string(),
      url: z.string().nullable(),
      state: z.enum(['linked', 'gone', 'duplicate']),
      remoteUpdatedAt: z.string().nullable(),
    }),
  ),
});

export const duplicatePage = z.object({ items: z.array(duplicateDocument), nextCursor: z.string().nullable() });
export const duplicateDetailDocument = duplicateDocument.extend({ a: side.nullable(), b: side.nullable() });

export const mergeDocument = z.object({
  id,
  kind: z.string(),
  survivorId: z.string(),
  loserId: z.string(),
  duplicateId: id.nullable(),
  actor: z.string(),
  why: z.string().nullable(),
  choices: z.record(
    z.string(),
    z.object({ from: z.enum(['survivor', 'loser']), rule: z.string(), value: z.unknown(), other: z.unknown() }),
  ),
  records: z.array(z.object({ connectionId: id, stream: z.string(), externalId: z.string(), state: z.string() })),
  isAnnounced: z.boolean(),
  at: z.string(),
  undoneBy: z.string().nullable(),
  undoneAt: z.string().nullable(),
  undoneWhy: z.string().nullable(),
});

export type DuplicateDetailDocument = z.output<typeof duplicateDetailDocument>;
export type MergeDocument = z.output<typeof mergeDocument>;

import { z } from 'zod';
import { instant, json, pageOf, pagingQuery } from './paging.ts';

const fields = z.record(z.string(), json);
const state = z
  .enum(['open', 'merged', 'dismissed', 'gone'])
  .describe('gone: one of the two is no more, or nothing speaks for it any longer');
const verdict = z
  .enum(['link', 'propose'])
  .describe('link: likely enough to be merged without asking, where the configuration lets it');

const evidence = z
  .object({
    feature: z.string().describe('What was compared, such as name, email or phone'),
    verdict: z.enum(['same', 'alike', 'different']),
    bits: z.number().describe('Weight of evidence: 10 bits for are a thousand to one'),
    because: z.string(),
  })
  .meta({ id: 'DuplicateEvidence' });

const duplicate = z.object({
  id: z.number().int(),
  kind: z.string(),
  aId: z.uuid(),
  aTitle: z.string().nullable(),
  bId: z.uuid(),
  bTitle: z.string().nullable(),
  probability: z.number().describe('0 to 1: how likely the two are one'),
  verdict,
  evidence: z.array(evidence).describe('What speaks for it, and against'),
  heldBack: z.array(z.string()).describe('Why a pair that is likely enough is not merged without a person'),
  state,
  refused: z.string().nullable().describe('Why it could not be merged when that was tried last'),
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  why: z.string().nullable(),
  mergeId: z.number().int().nullable(),
  proposalId: z.number().int().nullable().describe('The proposal by which its merge waits for an approval'),
  foundAt: instant,
  updatedAt: instant,
});

const side = z
  .object({
    id: z.uuid(),
    version: z.number().int(),
    fields,
    origins: z.record(z.string(), json).describe('Who brought each field’s value, where several could have'),
    deletedAt: instant.nullable(),
    mergedInto: z.uuid().nullable().describe('Of a tombstone: what it has become part of'),
    createdAt: instant,
    updatedAt: instant,
    records: z.array(
      z.object({
        connectionId: z.number().int(),
        connectionName: z.string(),
        stream: z.string(),
        externalId: z.string(),
        url: z.string().nullable(),
        state: z.enum(['linked', 'gone', 'duplicate']),
        remoteUpdatedAt: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'DuplicateSide' });

const share = z.coerce.number().min(0).max(1);

export const duplicatePageSchema = pageOf(duplicate.meta({ id: 'Duplicate' })).meta({ id: 'DuplicatePage' });
export const duplicateDetailSchema = duplicate
  .extend({ a: side.nullable(), b: side.nullable() })
  .meta({ id: 'DuplicateDetail' });

export const mergeRequestSchema = z.strictObject({
  survivorId: z
    .uuid()
    .optional()
    .describe('The entity that stays; absent: the one with more records, then the fuller, then the older'),
  fields: z
    .record(z.string().min(1).max(200), z.uuid())
    .optional()
    .describe('By field, the entity whose value stays; the others by policy, the newer one, or the only one'),
  why: z.string().max(1_000).optional(),
});

export const whySchema = z.strictObject({ why: z.string().max(1_000).optional() });

const choice = z.object({
  from: z.enum(['survivor', 'loser']),
  rule: z
    .enum(['same', 'only_one', 'both', 'policy', 'newest', 'survivor', 'person'])
    .describe('Why: both are the same, there is only one, both of two lists, the policy, the newer, neither, a person'),
  value: json,
  other: json.describe('What was not taken'),
});

export const mergeSchema = z
  .object({
    id: z.number().int(),
    kind: z.string(),
    survivorId: z.uuid(),
    loserId: z.uuid(),
    duplicateId: z.number().int().nullable(),
    actor: z.string().describe('`identity`: it was likely enough that nobody was asked'),
    why: z.string().nullable(),
    choices: z.record(z.string(), choice).describe('By field, whose value stays, and why'),
    records: z.array(
      z.object({
        connectionId: z.number().int(),
        stream: z.string(),
        externalId: z.string(),
        state: z
          .enum(['linked', 'gone', 'duplicate'])
          .describe('duplicate: it rests, since the survivor has another record of its stream'),
      }),
    ),
    isAnnounced: z.boolean().describe('Whether records that are kept in step were written what it came to'),
    at: instant,
    undoneBy: z.string().nullable(),
    undoneAt: instant.nullable(),
    undoneWhy: z.string().nullable(),
  })
  .meta({ id: 'Merge' });
export const mergePageSchema = pageOf(mergeSchema).meta({ id: 'MergePage' });
export const mergeQuery = pagingQuery.extend({ entityId: z.uuid().optional().describe('Only merges of this one') });

export const duplicateQuery = pagingQuery.extend({
  state: state.optional(),
  kind: z.enum(['account', 'contact']).optional(),
  verdict: verdict.optional(),
  entityId: z.uuid().optional().describe('Only pairs of this one'),
  probabilityFrom: share.optional().describe('Only what is at least so likely'),
  probabilityBelow: share.optional().describe('Only what is less likely than this'),
});

import { z } from 'zod';
import { instant, json, pageOf, pagingQuery } from './paging.ts';

const kind = z.enum(['mapping', 'enrichment', 'merge', 'writeback', 'bulk_delete', 'import']);
const state = z.enum(['waiting', 'approved', 'rejected', 'expired', 'superseded', 'done', 'failed']);
const digest = z.string().min(1).max(128).describe('Of what was seen: something else is not decided about');
const words = z.string().trim().max(1_000).optional().describe('Why');

const proposal = z.object({
  id: z.number().int(),
  kind,
  state,
  title: z.string(),
  entityId: z.uuid().nullable(),
  entityKind: z.string().nullable(),
  connectionId: z.number().int().nullable(),
  connectionName: z.string().nullable(),
  stream: z.string().nullable(),
  externalId: z.string().nullable(),
  writebackId: z.number().int().nullable(),
  subject: z.record(z.string(), json),
  diff: z.array(z.object({ field: z.string(), before: json, after: json })),
  evidence: z.record(z.string(), json),
  digest: z.string().describe('Of all that is approved; to be sent with the decision'),
  version: z.number().int().describe('Raised when what is proposed changes: decisions about an older one do not count'),
  proposers: z.array(z.string()).describe('Who made the changes: they can not decide'),
  policy: z.string(),
  role: z.enum(['approver', 'admin']),
  needed: z.number().int().describe('How many have to approve'),
  approvals: z.number().int().describe('How many have, of the version as it stands'),
  supersedes: z.number().int().nullable(),
  supersededBy: z.number().int().nullable(),
  reason: z.string().nullable(),
  createdAt: instant,
  updatedAt: instant,
  expiresAt: instant,
  endedAt: instant.nullable(),
  refusal: z.string().nullable().describe('Why you can not decide about it; null: you can, while it waits'),
});

const proposalItem = proposal.meta({ id: 'Proposal' });
export const proposalPageSchema = pageOf(proposalItem).meta({ id: 'ProposalPage' });
export const proposalSchema = proposal
  .extend({
    decisions: z.array(
      z.object({
        version: z.number().int(),
        verdict: z.enum(['approve', 'reject']),
        actor: z.string(),
        words: z.string().nullable(),
        at: instant,
      }),
    ),
  })
  .meta({ id: 'ProposalDetail' });

const filter = {
  kind: kind.optional(),
  policy: z.string().max(100).optional(),
  connectionId: z.coerce.number().int().positive().max(2_147_483_647).optional(),
  stream: z.string().max(200).optional(),
  entityId: z.uuid().optional(),
};
export const proposalQuery = pagingQuery.extend({ state: state.optional(), ...filter });
export const batchQuery = z.object(filter);

export const batchSchema = z
  .object({
    count: z.number().int().describe('How many wait; a thousand at the most are one batch'),
    digest: z.string().describe('Of all of them, as they are now'),
    sample: z.array(proposalItem),
  })
  .meta({ id: 'ProposalBatch' });

export const decisionBody = z.strictObject({ digest, words });
export const batchBody = z
  .strictObject({
    filter: z.strictObject({ ...filter, connectionId: z.number().int().positive().optional() }).optional(),
    digest: digest.optional().describe('With a filter: the digest of the batch that was looked at'),
    items: z
      .array(z.strictObject({ id: z.number().int().positive(), digest }))
      .min(1)
      .max(1_000)
      .optional()
      .describe('In place of a filter'),
    words,
  })
  .refine(
    ({ filter: given, digest: seen, items }) =>
      items ? given === undefined && seen === undefined : given !== undefined && seen !== undefined,
    'give items, or a filter with the digest of its batch',
  );

export const decidedSchema = z
  .object({
    outcome: z.enum(['approved', 'rejected', 'counted']),
    missing: z.number().int().describe('How many more have to approve'),
    proposal: proposalSchema,
  })
  .meta({ id: 'ProposalDecided' });

export const batchDecidedSchema = z
  .object({
    done: z.number().int(),
    refused: z.array(z.object({ id: z.number().int(), reason: z.string() })),
  })
  .meta({ id: 'ProposalsDecided' });

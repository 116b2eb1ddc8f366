import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });
const count = z.number().int();

const proposal = z.object({
  id: count,
  kind: z.string(),
  state: z.string(),
  title: z.string(),
  entityId: z.string().nullable(),
  entityKind: z.string().nullable(),
  connectionId: count.nullable(),
  connectionName: z.string().nullable(),
  stream: z.string().nullable(),
  externalId: z.string().nullable(),
  writebackId: count.nullable(),
  subject: z.record(z.string(), z.unknown()),
  diff: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
  evidence: z.record(z.string(), z.unknown()),
  digest: z.string(),
  version: count,
  proposers: z.array(z.string()),
  policy: z.string(),
  role: z.string(),
  needed: count,
  approvals: count,
  supersedes: count.nullable(),
  supersededBy: count.nullable(),
  reason: z.string().nullable(),
  createdAt: instant,
  updatedAt: instant,
  expiresAt: instant,
  endedAt: instant.nullable(),
  /** Why you can't decide about it. */
  refusal: z.string().nullable(),
});

export const proposalPage = z.object({ items: z.array(proposal), nextCursor: z.string().nullable() });
export const proposalDocument = proposal.extend({
  decisions: z.array(
    z.object({ version: count, verdict: z.string(), actor: z.string(), words: z.string().nullable(), at: instant }),
  ),
});
export const proposalBatch = z.object({ count, digest: z.string(), sample: z.array(proposal) });
export const proposalDecided = z.object({ outcome: z.string(), missing: count, proposal: proposalDocument });
export const proposalsDecided = z.object({
  done: count,
  refused: z.array(z.object({ id: count, reason: z.string() })),
});

/** What `approvals approve` and `reject` print: what was decided, or would be. */
export const approvalsDocument = z.object({
  dryRun: z.boolean(),
  verdict: z.enum(['approve', 'reject']),
  matched: count,
  done: count,
  /** How many more have to approve, where one proposal was named. */
  missing: count,
  refused: z.array(z.object({ id: count, reason: z.string() })),
});
export type ProposalDocument = z.output<typeof proposalDocument>;
export type ProposalSummary = z.output<typeof proposal>;

import { groupNameProblem, isRegion, MATCH_KINDS, type PolicyMode } from '@syncline/core';
import { z } from 'zod';
import { approvalPolicy } from '../approvals/policy-settings.ts';
import { CRM_WINS, strategyNames } from '../configuration/strategy-names.ts';

const aliases = Object.keys(strategyNames) as (keyof typeof strategyNames)[];

export const policyMode = z
  .enum([
    'remote_wins',
    'local_wins',
    'source_priority',
    'last_modified_wins',
    'merge_with_audit',
    'immutable_after_bind',
    'manual',
    ...aliases,
    CRM_WINS,
  ])
  .transform((mode) => (mode in strategyNames ? strategyNames[mode as keyof typeof strategyNames] : mode) as Mode)
  .describe(
    'Who wins where both sides changed a field: the named stream (remote_wins; also external_wins, and crm_wins for the streams of CRMs), the hub (local_wins, elder_wins), an order of streams (source_priority), the later edit (last_modified_wins), both with the loser in the audit (merge_with_audit, merge), the first (immutable_after_bind), a person (manual)',
  );

type Mode = PolicyMode | typeof CRM_WINS;
const direction = z
  .enum(['both', 'in', 'out', 'none'])
  .describe('in: read, never written; out: written, never taken in; both; none');
const json: z.ZodType<string | number | boolean | null> = z.union([z.string(), z.number(), z.boolean(), z.null()]);
/** `connection/stream` */
const memberName = z.string().regex(/^[^/]+\/[^/]+$/, 'write it as connection/stream');

export const fieldPolicySettings = z.strictObject({
  mode: policyMode,
  streams: z
    .array(memberName)
    .optional()
    .describe('The owner of `remote_wins`, the ranking of `source_priority`, ties of the others.'),
  owner: z
    .union([z.literal('crm'), memberName])
    .optional()
    .describe(
      'Of `immutable_after_bind`: whose word alone changes the field once the entity has a record there, anybody may set it before; `crm`: the first stream of a CRM. Absent: it is set once.',
    ),
  tie: z.enum(['remote', 'local', 'latest']).optional(),
  lock: z
    .strictObject({
      until: z.iso.datetime({ offset: true }).optional(),
      while: z.strictObject({ field: z.string(), equals: json }).optional(),
    })
    .refine((lock) => lock.until !== undefined || lock.while !== undefined, 'a lock needs until or while')
    .optional(),
  sensitive: z.boolean().optional().describe('An outbound write needs approval.'),
});

const fieldSettings = z.union([
  z.string(),
  z.strictObject({
    remote: z.string().describe('The field of the stream.'),
    direction: direction.optional(),
    values: z
      .union([z.record(z.string(), z.string()), z.array(z.tuple([z.string(), z.string()]))])
      .optional()
      .describe(
        'Hub value to remote value; the first of several that share a remote value is what that means to the hub.',
      ),
    type: z
      .enum(['text', 'rich_text', 'number', 'boolean', 'date', 'instant', 'choice', 'text_set', 'json'])
      .optional()
      .describe('For fields that the connector does not describe, such as custom ones.'),
    required: z
      .boolean()
      .optional()
      .describe('A record or an edit that lacks it changes nothing, and nothing is written without it: an item.'),
  }),
]);

const matchSettings = z.union([
  z.string(),
  z.strictObject({
    field: z.string(),
    as: z
      .enum(MATCH_KINDS)
      .optional()
      .describe('How two spellings are told to be equal; absent: as the name of the field says, else text.'),
    identifies: z
      .boolean()
      .optional()
      .describe('False: it supports what another field says; alone it only proposes. True when absent.'),
  }),
]);

const memberSettings = z.strictObject({
  connection: z.string().describe('The name of a connection.'),
  stream: z.string().describe('One of the streams of its connector.'),
  direction: direction.default('both'),
  scopes: z.array(z.string()).optional().describe('Only records of these scopes take part; absent: all.'),
  only: z
    .record(z.string(), json)
    .default({})
    .describe(
      'Only records of which these fields of the stream hold these values take part; the hub never hears of the others.',
    ),
  create: z.boolean().default(true).describe('Whether twins are made here, where two-way creation is on.'),
  createIn: z
    .union([z.string(), z.record(z.string(), z.string())])
    .optional()
    .describe('Where: one scope for all, or by the scope of the record that the twin is made for.'),
  match: z
    .array(matchSettings)
    .default([])
    .describe('Fields of the entity that a record is recognised by, the surest first.'),
  fields: z.record(z.string(), fieldSettings).describe('Entity field to field of the stream.'),
  defaults: z
    .record(z.string(), z.union([json, z.strictObject({ from: z.string() })]))
    .default({})
    .describe(
      'What a create here starts with, by field of the stream: a value, or that of another field of the entity.',
    ),
  routes: z
    .record(z.string(), z.record(z.string(), z.array(z.string()).min(1)))
    .default({})
    .describe('Steps that a value takes where no direct way leads: `from → to` to the values between (rule 5.7).'),
  announce: z.boolean().default(false).describe('Tells people here that a change has arrived at the other sides.'),
});

const kindSettings = z.strictObject({
  onLink: z.union([z.enum(['fill_empty', 'propose']), z.strictObject({ authority: memberName })]).default('fill_empty'),
  deletes: z
    .strictObject({
      mode: z.enum(['keep', 'propagate']).default('keep'),
      brake: z
        .strictObject({ share: z.number().min(0).max(1).default(0.1), count: z.int().min(1).default(20) })
        .default({ share: 0.1, count: 20 }),
    })
    .default({ mode: 'keep', brake: { share: 0.1, count: 20 } })
    .describe('What the deletion of one side does to the others; the brake stops and asks (rule 3.10).'),
  bylines: z
    .boolean()
    .default(true)
    .describe('Of comments: whether those that Syncline posts for somebody else say for whom in their first line.'),
  policy: z.union([policyMode, fieldPolicySettings]).default('last_modified_wins'),
  policies: z
    .record(z.string(), z.union([policyMode, fieldPolicySettings]))
    .default({})
    .describe('By field of the entity, or for many at once: group:identity, group:segment, group:stage, group:quote.'),
  members: z.array(memberSettings).min(1),
});

/** A name that looks like a group's and is none would quietly be the policy of nothing. */
function refuseUnknownGroups(
  kinds: Readonly<Record<string, z.infer<typeof kindSettings>>>,
  ctx: z.RefinementCtx,
): void {
  for (const [kind, { policies }] of Object.entries(kinds))
    for (const name of Object.keys(policies)) {
      const message = groupNameProblem(kind, name);
      if (message !== null) ctx.addIssue({ code: 'custom', path: [kind, 'policies', name], message });
    }
}

/** What `sync_configs.settings` holds: the document of a sync config, as a preset file has it under `sync`. */
export const syncSettings = z.strictObject({
  approvals: z
    .array(approvalPolicy)
    .default([])
    .describe('What waits for a second pair of eyes before it is done: the first policy that speaks of it counts.'),
  kinds: z.record(z.string(), kindSettings).superRefine(refuseUnknownGroups),
  people: z
    .array(z.record(z.string(), z.string()))
    .default([])
    .describe('Who is who, where e-mail and login do not say: one line a person, by connection name the id at it.'),
  region: z
    .string()
    .refine((code) => isRegion(code), 'write the two letters of a country as in ISO 3166: CH')
    .optional()
    .describe('Of which country telephone numbers without one are, where records are recognised by them.'),
  backfillWritesBack: z.boolean().default(false).describe('Whether a backfill may write back (rule 3.12).'),
});

export type SyncSettings = z.infer<typeof syncSettings>;
export type KindSettings = z.infer<typeof kindSettings>;
export type MemberSettings = z.infer<typeof memberSettings>;
export type FieldSettings = z.infer<typeof fieldSettings>;
export type PolicySettings = z.infer<typeof fieldPolicySettings>;

import { z } from 'zod';

const policyMode = z.enum([
  'remote_wins',
  'local_wins',
  'source_priority',
  'last_modified_wins',
  'merge_with_audit',
  'immutable_after_bind',
  'manual',
]);
const direction = z.enum(['both', 'in', 'out', 'none']);
const json: z.ZodType<string | number | boolean | null> = z.union([z.string(), z.number(), z.boolean(), z.null()]);
/** `connection/stream` */
const memberName = z.string().regex(/^[^/]+\/[^/]+$/, 'write it as connection/stream');

export const fieldPolicySettings = z.strictObject({
  mode: policyMode,
  /** The owner of `remote_wins`, the ranking of `source_priority`, ties of the others. */
  streams: z.array(memberName).optional(),
  tie: z.enum(['remote', 'local', 'latest']).optional(),
  lock: z
    .strictObject({
      until: z.iso.datetime({ offset: true }).optional(),
      while: z.strictObject({ field: z.string(), equals: json }).optional(),
    })
    .refine((lock) => lock.until !== undefined || lock.while !== undefined, 'a lock needs until or while')
    .optional(),
  sensitive: z.boolean().optional(),
});

const fieldSettings = z.union([
  z.string(),
  z.strictObject({
    /** The field of the stream. */
    remote: z.string(),
    direction: direction.optional(),
    /** Hub value to remote value; the first of several that share a remote value is what that means to the hub. */
    values: z.union([z.record(z.string(), z.string()), z.array(z.tuple([z.string(), z.string()]))]).optional(),
    /** For fields that the connector does not describe, such as custom ones. */
    type: z
      .enum(['text', 'rich_text', 'number', 'boolean', 'date', 'instant', 'choice', 'text_set', 'json'])
      .optional(),
    /** A record or an edit that lacks it changes nothing, and nothing is written without it: an item. */
    required: z.boolean().optional(),
  }),
]);

const memberSettings = z.strictObject({
  /** The name of a connection. */
  connection: z.string(),
  stream: z.string(),
  direction: direction.default('both'),
  /** Only records of these scopes take part; absent: all. */
  scopes: z.array(z.string()).optional(),
  /** Only records of which these fields of the stream hold these values take part; the hub never hears of the others. */
  only: z.record(z.string(), json).default({}),
  /** Whether twins are made here, where two-way creation is on. */
  create: z.boolean().default(true),
  /** Where: one scope for all, or by the scope of the record that the twin is made for. */
  createIn: z.union([z.string(), z.record(z.string(), z.string())]).optional(),
  /** Fields of the entity that a record is recognised by, one after the other. */
  match: z.array(z.string()).default([]),
  /** Entity field to field of the stream. */
  fields: z.record(z.string(), fieldSettings),
  /** What a create here starts with, by field of the stream: a value, or that of another field of the entity. */
  defaults: z.record(z.string(), z.union([json, z.strictObject({ from: z.string() })])).default({}),
  /** Steps that a value takes where no direct way leads: `from → to` to the values between (rule 5.7). */
  routes: z.record(z.string(), z.record(z.string(), z.array(z.string()).min(1))).default({}),
  /** Tells people here that a change has arrived at the other sides. */
  announce: z.boolean().default(false),
});

const kindSettings = z.strictObject({
  onLink: z.union([z.enum(['fill_empty', 'propose']), z.strictObject({ authority: memberName })]).default('fill_empty'),
  /** What the deletion of one side does to the others; the brake stops and asks (rule 3.10). */
  deletes: z
    .strictObject({
      mode: z.enum(['keep', 'propagate']).default('keep'),
      brake: z
        .strictObject({ share: z.number().min(0).max(1).default(0.1), count: z.int().min(1).default(20) })
        .default({ share: 0.1, count: 20 }),
    })
    .default({ mode: 'keep', brake: { share: 0.1, count: 20 } }),
  policy: z.union([policyMode, fieldPolicySettings]).default('last_modified_wins'),
  policies: z.record(z.string(), z.union([policyMode, fieldPolicySettings])).default({}),
  members: z.array(memberSettings).min(1),
});

/** What `sync_configs.settings` holds: the document of a sync config, as a preset file has it under `sync`. */
export const syncSettings = z.strictObject({
  kinds: z.record(z.string(), kindSettings),
  /** Who is who, where e-mail and login do not say: one line a person, by connection name the id at it. */
  people: z.array(z.record(z.string(), z.string())).default([]),
  /** Whether a backfill may write back (rule 3.12). */
  backfillWritesBack: z.boolean().default(false),
});

export type SyncSettings = z.infer<typeof syncSettings>;
export type KindSettings = z.infer<typeof kindSettings>;
export type MemberSettings = z.infer<typeof memberSettings>;
export type FieldSettings = z.infer<typeof fieldSettings>;
export type PolicySettings = z.infer<typeof fieldPolicySettings>;

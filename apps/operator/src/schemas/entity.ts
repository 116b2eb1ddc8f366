import { z } from 'zod';
import { instant, json, pageOf, pagingQuery, serialId } from './paging.ts';

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
  actor: z.string().nullable().describe('Who edited or decided it in the hub; null: it came from a remote'),
  version: z.number().int(),
  at: instant,
  decision: z.string(),
};

export const changeSourceSchema = z.object(changeSource);

const decision = z.object({
  field: z.string(),
  outcome: z.enum(['settled', 'taken', 'merged', 'agreed', 'kept', 'pushed_back', 'conflict']),
  policy: z.string(),
  overridden: json.optional().describe('The value that lost; absent where nothing was lost'),
});

export const mappingSchema = z.object({
  connectionId: z.number().int(),
  connectionName: z.string(),
  connector: z.string(),
  stream: z.string(),
  scope: z.string(),
  externalId: z.string(),
  locator: z.string().nullable(),
  url: z.string().nullable(),
  state: z
    .enum(['linked', 'gone', 'duplicate'])
    .describe('duplicate: it is read, and not written; another record of its stream is the entity’s'),
  remoteUpdatedAt: instant.nullable(),
  firstSeenAt: instant,
  changeSeenAt: instant,
  home: z.boolean().describe('True for the record that the entity was made from'),
  method: z.enum(['webhook', 'poll', 'batch', 'manual']).nullable(),
  remoteVersion: z.string().nullable().describe('The version of the vendor, where it has one'),
  ownKey: z.string().nullable().describe('Our key on the remote record'),
  seen: fields.describe('What the remote last showed, in its own terms'),
  base: fields.describe('What both sides last agreed on'),
  held: z
    .record(z.string(), z.object({ reason: z.string(), key: z.string() }))
    .describe('Fields that wait for somebody, and why'),
  losses: z
    .record(
      z.string(),
      z.array(
        z.object({
          kind: z.string(),
          count: z.number().int(),
          excerpt: z.string().describe('The first of them, at most 80 characters'),
          where: z.string().nullable().describe('Where its block begins: line 12; null: not known'),
        }),
      ),
    )
    .describe("By field, what the vendor's form of a rich text can't carry"),
});

export const scoreSchema = z.number().min(0).max(1);
export const explanationSchema = z
  .object({
    by: z.enum(['interest', 'said']).describe('interest: it was stated; said: derived from a call, text, mail or note'),
    sourceId: z.uuid().describe('The interest, or the activity'),
    says: z.string().describe('In words'),
    parts: z.record(z.string(), z.number()).describe('What the score is made of; what did not fit has 0'),
    sentence: z.string().nullable().describe('What was said; null: it was stated'),
    saidIn: z.string().nullable(),
    saidAt: z.string().nullable(),
  })
  .meta({ id: 'InterestExplanation' });

export const relationSchema = z.object({
  direction: z.enum(['out', 'in']),
  type: z.string(),
  connectionId: z.number().int(),
  entityId: z.uuid().nullable().describe('Null while the other end is not in the graph'),
  kind: z.string().nullable(),
  title: z.string().nullable(),
  target: z.string().nullable().describe('How the vendor names a target that is not in the graph'),
  score: scoreSchema.nullable().describe('Of interested_in: how well the item fits; null of others'),
  explanation: explanationSchema.nullable().describe('Of interested_in: the best reason; null of others'),
});

export const entityDetailSchema = z
  .object({
    ...entitySchema.shape,
    mergedInto: z.uuid().nullable().describe('Of a tombstone: what it has become part of'),
    origins: z
      .record(z.string(), z.object({ at: z.string(), by: z.string(), version: z.number().int() }))
      .describe('Who brought the value of each field, where several could have: connection/stream, or hub'),
    mappings: z.array(mappingSchema),
    relations: z.array(relationSchema),
    moreRelations: z
      .boolean()
      .describe('True when there are more than are listed: /entities/{id}/relations has them all'),
    history: z.array(
      z.object({
        ...changeSource,
        changes: z.record(z.string(), z.object({ from: json, to: json })),
        decisions: z.array(decision).describe('Field by field, where more than one side had a say'),
      }),
    ),
    provenance: z.record(z.string(), changeSourceSchema).describe('Where each field has its value from'),
  })
  .meta({ id: 'EntityDetail' });

export const relationPageSchema = pageOf(relationSchema).meta({ id: 'RelationPage' });

export const relationQuery = pagingQuery.extend({
  direction: z.enum(['out', 'in']).default('out').describe('out: what the entity refers to; in: what refers to it'),
  type: z.string().max(100).optional().describe('Such as belongs_to'),
});

export const entityPageSchema = pageOf(entitySchema).meta({ id: 'EntityPage' });

export const entityQuery = pagingQuery.extend({
  kind: z.string().max(100).optional(),
  text: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('Part of the title, name, login, e-mail address or SKU, or of what an interest asks for'),
  connectionId: serialId.optional().describe('Only what it has a record of'),
  stream: z.string().min(1).max(100).optional().describe('Only what a stream of this name has a record of'),
  deleted: z
    .enum(['true', 'false', 'any'])
    .default('false')
    .transform((text) => (text === 'any' ? ('any' as const) : text === 'true')),
});

const kinds = [
  'account',
  'contact',
  'deal',
  'quote',
  'inventory_item',
  'interest',
  'work_item',
  'project',
  'repository',
  'change_request',
  'milestone',
  'iteration',
  'component',
  'label',
  'comment',
  'checklist',
  'attachment',
  'activity',
  'user',
];
const kind = z
  .string()
  .regex(
    new RegExp(`^(${kinds.join('|')}|custom:[a-z0-9][a-z0-9_.-]{0,99})$`),
    `one of ${kinds.join(', ')}, custom:name`,
  );
const editedFields = z
  .record(z.string().min(1).max(200), json)
  .refine((given) => Object.keys(given).length > 0, 'give at least one field')
  .refine((given) => Object.keys(given).length <= 500, 'at most 500 fields');
const why = z.string().trim().min(1).max(2_000).optional().describe('For the audit');

export const newEntitySchema = z.strictObject({ kind, fields: editedFields, why });
export const entityEditSchema = z.strictObject({
  fields: editedFields.describe('What changes; other fields stay, null empties one'),
  why,
});

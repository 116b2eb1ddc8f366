import { z } from 'zod';
import { instant, json, serialId } from './paging.ts';

const fields = z.record(z.string(), json);

const source = z.object({
  connector: z.string(),
  connection: z.object({ id: z.number().int(), name: z.string() }),
  isStub: z.boolean().describe('True: nothing of it is at any vendor'),
});

const diagnostic = z.object({
  field: z.string(),
  reason: z
    .enum(['not_offered', 'not_shown', 'read_only', 'wrong_type', 'not_mapped', 'not_checked'])
    .describe(
      'not_offered: the CRM has no such field; not_shown: not of this record; read_only: it sets it itself; not_mapped: no field map carries it; not_checked: it could not be asked',
    ),
  message: z.string(),
});

const kind = z.enum(['account', 'contact', 'deal', 'quote', 'activity']);

const crmRecordSchema = z
  .object({
    kind,
    id: z.string().describe('Derived from connection, stream and external id; never changes'),
    entityId: z.uuid().nullable().describe("The hub's entity that it is linked to"),
    externalReference: z.object({ stream: z.string(), externalId: z.string(), url: z.string().nullable() }),
    source,
    sourceTime: z.string().nullable().describe("When it was last changed, by the vendor's clock"),
    fields: fields.describe(
      'Every field of the contract; a reference has id and externalId, a stage value and name; null where there is nothing',
    ),
    diagnostics: z.array(diagnostic).describe('Why fields of the contract hold nothing'),
    unresolvedFields: z.array(z.string()).describe('What the vendor shows beyond the contract: the names in metadata'),
    metadata: fields,
  })
  .meta({ id: 'CrmRecord' });

export const crmRecordsSchema = z.object({ items: z.array(crmRecordSchema) }).meta({ id: 'CrmRecords' });
export const crmRecordAnswer = crmRecordSchema;

export const hubWriteSchema = z
  .object({
    outcome: z.enum(['created', 'edited', 'unchanged']),
    kind,
    entityId: z.uuid(),
    entityVersion: z.number().int(),
    source,
    fields: fields.describe('What the hub holds now, in the words of the contract; references are ids of entities'),
    diagnostics: z.array(diagnostic).describe('Fields of the request that were left out, and why'),
    travelsTo: z
      .array(
        z.object({
          connection: z.string(),
          stream: z.string(),
          op: z.string(),
          state: z.string(),
          waitsFor: z.string().nullable(),
        }),
      )
      .describe('Writes to CRMs that wait or are under way; GET /api/v1/writebacks follows them'),
  })
  .meta({ id: 'CrmHubWrite' });

export const quoteWriteSchema = hubWriteSchema
  .extend({ version: z.number().nullable(), attachmentReference: z.string().nullable() })
  .meta({ id: 'CrmQuoteWrite' });

/** Exactly one of the ways to ask. */
function oneOf<Shape extends z.ZodRawShape>(shape: Shape) {
  const names = Object.keys(shape);
  return z
    .strictObject(shape)
    .refine(
      (given) => Object.values(given).filter((value) => value !== undefined).length === 1,
      `say one of ${names.join(', ')}`,
    );
}

const term = z.string().trim().min(1).max(300).optional();
export const accountLookup = oneOf({ name: term, domain: term });
export const contactSearch = oneOf({ email: term, name: term, phone: term, account: term });

export const dealParams = z.object({ id: serialId, deal: z.string().min(1).max(1_000) });

const why = z.string().trim().min(1).max(2_000).optional().describe('For the audit');
const asked = z
  .record(z.string().min(1).max(100), json)
  .refine((given) => Object.keys(given).length > 0, 'give at least one field')
  .refine((given) => Object.keys(given).length <= 100, 'at most 100 fields')
  .describe('Fields of the contract. A reference is any id of what it names, a stage its value or its name');

export const dealRequest = z.strictObject({ fields: asked, why });
export const quoteRequest = z.strictObject({
  quote: z
    .string()
    .min(1)
    .max(1_000)
    .nullable()
    .default(null)
    .describe('Any id of a quote that is there; null: a new one'),
  fields: asked.describe('As of a deal; version is needed, and grows with every change'),
  why,
});
export const activityRequest = z.strictObject({
  type: z.enum(['call', 'sms', 'email', 'note', 'meeting', 'task']),
  fields: asked,
  why,
});

export const crmSyncSchema = z
  .object({
    source,
    processId: z.uuid().nullable().describe('The run that was started'),
    streams: z.array(
      z.object({
        stream: z.string(),
        kind: z.string(),
        state: z.enum(['idle', 'syncing', 'error']),
        syncedUpTo: instant.nullable().describe('Everything changed before this time is in the graph'),
        lastError: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'CrmSync' });

export const crmSyncRequest = z.strictObject({
  streams: z.array(z.string().min(1).max(100)).min(1).max(100).optional().describe('All that take part when absent'),
});

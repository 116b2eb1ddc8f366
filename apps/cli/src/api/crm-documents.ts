import { z } from 'zod';

const fields = z.record(z.string(), z.unknown());
const diagnostics = z.array(z.object({ field: z.string(), reason: z.string(), message: z.string() }));
const source = z.object({
  connector: z.string(),
  connection: z.object({ id: z.number().int(), name: z.string() }),
  isStub: z.boolean(),
});

export const crmRecordDocument = z.object({
  kind: z.string(),
  id: z.string(),
  entityId: z.string().nullable(),
  externalReference: z.object({ stream: z.string(), externalId: z.string(), url: z.string().nullable() }),
  source,
  sourceTime: z.string().nullable(),
  fields,
  diagnostics,
  unresolvedFields: z.array(z.string()),
  metadata: fields,
});
export const crmRecordsDocument = z.object({ items: z.array(crmRecordDocument) });

export const crmWriteDocument = z.object({
  outcome: z.string(),
  kind: z.string(),
  entityId: z.string(),
  entityVersion: z.number().int(),
  source,
  fields,
  diagnostics,
  travelsTo: z.array(
    z.object({
      connection: z.string(),
      stream: z.string(),
      op: z.string(),
      state: z.string(),
      waitsFor: z.string().nullable(),
    }),
  ),
});
export const crmQuoteDocument = crmWriteDocument.extend({
  version: z.number().nullable(),
  attachmentReference: z.string().nullable(),
});

export const crmSyncDocument = z.object({
  source,
  processId: z.string().nullable(),
  streams: z.array(
    z.object({
      stream: z.string(),
      kind: z.string(),
      state: z.enum(['idle', 'syncing', 'error']),
      syncedUpTo: z.iso.datetime({ offset: true }).nullable(),
      lastError: z.string().nullable(),
    }),
  ),
});

export type CrmRecordDocument = z.output<typeof crmRecordDocument>;
export type CrmWriteDocument = z.output<typeof crmWriteDocument>;
export type CrmSyncDocument = z.output<typeof crmSyncDocument>;

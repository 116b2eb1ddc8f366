import { z } from 'zod';
import { instant, json, serialId } from './paging.ts';
import { resolutionSchema, syncFigures } from './sync.ts';

const fields = z.record(z.string().min(1).max(200), json);
const why = z.string().trim().min(1).max(2_000).optional().describe('For the audit');

const remoteRecord = z
  .object({
    connection_id: z.number().int(),
    connection_name: z.string(),
    connector: z.string(),
    stream: z.string(),
    external_id: z.string(),
    locator: z.string().nullable(),
    url: z.string().nullable(),
    state: z.enum(['linked', 'gone', 'duplicate']),
    remote_version: z.string().nullable(),
    remote_updated_at: z.string().nullable(),
    fields: fields.describe('What the remote last showed, in its own terms'),
  })
  .meta({ id: 'StateRecord' });

const relationship = z.object({
  connection_id: z.number().int().describe('The side that shows it'),
  direction: z.enum(['out', 'in']),
  type: z.string(),
  entity_id: z.uuid().nullable().describe('Null while the other end is not in the graph'),
  kind: z.string().nullable(),
  title: z.string().nullable(),
  target: z.string().nullable().describe('How the vendor names a target that is not in the graph'),
});

const content = {
  id: z.uuid(),
  kind: z.string(),
  fields: fields.describe('The state that all sides are kept in step with'),
  github: remoteRecord.nullable().describe('The record at GitHub'),
  crm: remoteRecord.nullable().describe('The record at a CRM'),
  others: z.array(remoteRecord).describe('Records elsewhere: other trackers, a second account of the same vendor'),
  relationships: z.array(relationship),
};

export const stateObjectSchema = z
  .object({
    ...content,
    metadata: z.object({
      version: z.number().int().describe('Goes up with each change of `fields`; the ETag'),
      sha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .describe('Of the canonical JSON (RFC 8785) of this object without `metadata`'),
      more_relationships: z.boolean().describe('True when there are more than are listed'),
      created_at: instant,
      updated_at: instant,
      deleted_at: instant.nullable(),
    }),
  })
  .meta({ id: 'StateObject' });

/** A state as it was read, with other values in `fields`. What else is sent along must be what stands. */
export const statePutSchema = z.strictObject({
  ...z.object(content).partial().shape,
  fields: fields
    .refine((given) => Object.keys(given).length <= 500, 'at most 500 fields')
    .describe('All of them: one that is left out is refused, null empties one'),
  metadata: json.optional().describe('Ours; not read'),
  why,
});

export const stateSyncRequest = z
  .strictObject({
    ids: z.array(z.uuid()).min(1).max(200).optional().describe('Entities whose remote records are read again'),
    connection_id: serialId.optional().describe('The connection that is read; all when this and `ids` are absent'),
    mode: z.enum(['incremental', 'backfill']).default('incremental'),
  })
  .refine((given) => given.ids === undefined || given.connection_id === undefined, {
    path: ['ids'],
    message: 'goes without connection_id: the records of an entity are where they are',
  });

export const stateSyncAccepted = z
  .object({
    processes: z.array(z.uuid()).describe('To be watched under /api/v1/processes'),
    records: z.number().int().describe('Remote records that are read again'),
  })
  .meta({ id: 'StateSyncAccepted' });

export const stateSyncStatusSchema = z
  .object({
    state: z
      .enum(['in_step', 'working', 'attention'])
      .describe('attention: something waits for a person; working: a change is on its way, or a run under way'),
    ...syncFigures,
    processes_running: z.number().int(),
    last_sync_at: instant.nullable(),
  })
  .meta({ id: 'StateSyncStatus' });

export const stateResolutionSchema = resolutionSchema.extend({
  conflict_id: z.number().int().positive().max(Number.MAX_SAFE_INTEGER).describe('As /api/v1/sync/conflicts lists it'),
});

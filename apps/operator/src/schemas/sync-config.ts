import { z } from 'zod';
import { managedBy } from './configuration.ts';
import { instant, json, pageOf, pagingQuery, queryBoolean } from './paging.ts';

const settings = z
  .record(z.string(), z.unknown())
  .describe('The document: kinds with their members, field maps and policies; see the guide on two-way sync');

const values = {
  name: z.string().trim().min(1).max(100),
  platform: z.string().max(200).describe('The connectors it joins; taken from the settings when absent'),
  enabled: z.boolean(),
  sync_interval: z.number().int().min(10).max(604_800).describe('Seconds'),
  batch_fallback_enabled: z.boolean(),
  batch_size: z.number().int().min(1).max(1_000),
  two_way_create: z.boolean().describe('Whether twins are made where there are none'),
  webhook_enabled: z.boolean(),
  secret_reference: z.string().max(600).nullable().describe('`env:NAME` or `file:/path`; never the secret itself'),
  settings,
};

const why = z.string().trim().min(1).max(2_000).optional().describe('For the audit');
const { name, ...others } = values;

export const newSyncConfigSchema = z.strictObject({
  name,
  ...z.object(others).partial().shape,
  settings,
  why,
});
export const syncConfigChangeSchema = z.strictObject({ ...z.object(values).partial().shape, why });

export const syncConfigSchema = z
  .object({
    id: z.number().int(),
    ...values,
    managed_by: managedBy,
    version: z.number().int(),
    last_sync_at: instant.nullable().describe('When one of its connections was last read or written'),
    last_batch_sync_at: instant.nullable().describe('When a run over one of its connections last ended'),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: 'SyncConfig' });
export const syncConfigPageSchema = pageOf(syncConfigSchema).meta({ id: 'SyncConfigPage' });

export const syncConfigQuery = pagingQuery.extend({ name: z.string().max(100).optional() });
export const rehearsalQuery = z.object({
  dry_run: queryBoolean.optional().describe('true: check everything, change nothing, answer what would be'),
});
export const removalQuery = z.object({ why });

const { name: _name, settings: _settings, ...mayBe } = values;
export const previewBody = z.strictObject({
  ...z.object(mayBe).partial().shape,
  settings,
  id: z.number().int().positive().optional().describe('The sync config that would be changed; absent: a new one'),
  kind: z.string().max(100).optional().describe('Only entities of this kind; absent: of all that it names'),
  limit: z.number().int().min(1).max(50).default(12),
});

const fieldPreview = z.object({ field: z.string(), from: json, to: json });
export const previewSchema = z
  .object({
    entities: z.array(
      z.object({
        entity_id: z.string(),
        kind: z.string(),
        title: z.string().nullable(),
        when: z
          .enum(['at_once', 'next_change', 'in_step'])
          .describe('at_once: putting it into force writes it; next_change: it is carried when a side changes next'),
        hub: z.array(fieldPreview),
        sides: z.array(
          z.object({
            connection_id: z.number().int(),
            connection_name: z.string(),
            stream: z.string(),
            external_id: z.string().nullable().describe('Null: it would be made'),
            op: z.enum(['create', 'update', 'none']).describe('none: what differs is left as it is'),
            fields: z.array(
              fieldPreview.extend({
                left: z.boolean().describe('true: it differed before, and is left as it is until a side changes it'),
              }),
            ),
          }),
        ),
        conflicts: z.array(z.object({ side: z.string(), field: z.string(), message: z.string() })),
      }),
    ),
  })
  .meta({ id: 'SyncConfigPreview' });

export const presetListSchema = z
  .object({
    items: z.array(
      z.object({
        name: z.string(),
        title: z.string().describe('What it keeps in step'),
        connections: z.array(z.string()).describe('What it calls the connections that it joins'),
        two_way_create: z.boolean(),
        settings,
      }),
    ),
  })
  .meta({ id: 'PresetList' });

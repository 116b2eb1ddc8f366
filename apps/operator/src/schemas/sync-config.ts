import { z } from 'zod';
import { managedBy } from './configuration.ts';
import { instant, pageOf, pagingQuery, queryBoolean } from './paging.ts';

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

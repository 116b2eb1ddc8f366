import { z } from 'zod';

const json = z.unknown();
const origin = z.object({
  source: z.enum(['file', 'api', 'environment', 'default']),
  place: z.string().optional(),
  variable: z.string().optional(),
  by: z.string().optional(),
  at: z.string().optional(),
});
const kind = z.enum([
  'connection',
  'sync_config',
  'schedule',
  'window',
  'alert_rule',
  'alert_route',
  'identity',
  'insight',
]);
const change = z.object({
  kind: z.enum(['set', 'unset', 'drift', 'kept', 'added']),
  path: z.string(),
  from: json.optional(),
  to: json.optional(),
  origin: origin.optional(),
});

export const planDocument = z.object({
  digest: z.string(),
  applied: z.boolean(),
  resources: z.array(
    z.object({
      workspace: z.string(),
      kind,
      name: z.string(),
      action: z.enum(['create', 'update', 'delete', 'adopt', 'release', 'none']),
      changes: z.array(change),
    }),
  ),
});

export const configurationDocument = z.object({
  workspace: z.string(),
  resources: z.array(
    z.object({
      kind,
      name: z.string(),
      managedBy: z.enum(['file', 'api']),
      document: json,
      values: z.array(z.object({ path: z.string(), value: json, origin })),
    }),
  ),
  process: z.array(z.object({ name: z.string(), value: json, origin })),
});

export const validationDocument = z.object({
  ok: z.boolean(),
  file: z.string(),
  problems: z.array(
    z.object({
      file: z.string(),
      line: z.number().int(),
      column: z.number().int(),
      path: z.string(),
      message: z.string(),
    }),
  ),
});

export type PlanDocument = z.output<typeof planDocument>;
export type ConfigurationDocument = z.output<typeof configurationDocument>;
export type OriginDocument = z.output<typeof origin>;

import { resolvedConfiguration } from '@syncline/engine/configuration';
import { z } from 'zod';

export const managedBy = z.enum(['file', 'api']).describe('Who configures it: a file that was applied, or the API');

const json = z.unknown();
const origin = z
  .object({
    source: z.enum(['file', 'api', 'environment', 'default']),
    place: z.string().optional().describe('file:line'),
    variable: z.string().optional().describe('Of the environment'),
    by: z.string().optional(),
    at: z.string().optional(),
  })
  .describe('Where a value comes from');
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
  kind: z
    .enum(['set', 'unset', 'drift', 'kept', 'added'])
    .describe(
      'set, unset: the file has changed; drift: the API has changed what the file says; kept: that was let stand; added: by the API, the file says nothing',
    ),
  path: z.string().describe('JSON pointer; members go by connection/stream. Empty: all of it'),
  from: json.optional().describe('What stands'),
  to: json.optional().describe('What the file says'),
  origin: origin.optional().describe('Of what stands'),
});

export const configurationPlanSchema = z
  .object({
    digest: z
      .string()
      .describe('Tells plans apart; apply with it, and nothing else is applied than what was looked at'),
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
  })
  .meta({ id: 'ConfigurationPlan' });

export const configurationSchema = z
  .object({
    workspace: z.string(),
    resources: z.array(
      z.object({
        kind,
        name: z.string(),
        managedBy,
        document: json.describe('As a file would have it'),
        values: z.array(z.object({ path: z.string(), value: json, origin })),
        changed: z
          .array(
            z.object({
              path: z.string(),
              file: json.describe('What the file said; null: nothing'),
              stands: json.describe('What stands; null: nothing'),
              origin,
            }),
          )
          .describe('Where something else stands than the file said when it was last applied'),
      }),
    ),
    process: z
      .array(z.object({ name: z.string(), value: json, origin }))
      .describe('What this process of the fleet is configured by; secrets are not shown'),
  })
  .meta({ id: 'Configuration' });

export const configurationBody = z.strictObject({
  configuration: resolvedConfiguration.describe('The file, with presets and policies worked in'),
  places: z
    .record(z.string().max(2_000), z.string().max(2_000))
    .default({})
    .describe('By JSON pointer into it: where that is written, as file:line'),
  take: z
    .enum(['file', 'api'])
    .nullable()
    .default(null)
    .describe('Who is right where file and API disagree; null: that is refused'),
  digest: z.string().max(100).optional().describe('Of the plan that was looked at; another one is refused'),
  why: z.string().trim().min(1).max(2_000).optional().describe('For the audit'),
});

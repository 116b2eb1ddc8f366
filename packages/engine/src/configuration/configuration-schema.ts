import type { AnyConnector } from '@syncline/connector-sdk';
import { z } from 'zod';
import { fieldPolicySettings, policyMode, syncSettings } from '../sync/sync-settings.ts';
import { alertRoute, alertRule } from './alert-schema.ts';
import { identityKinds, identityRule } from './identity-schema.ts';
import { insightRuleSettings } from './insight-schema.ts';
import { isSecretReference } from './literal-secrets.ts';
import { bulkWindow, schedule } from './operations-schema.ts';

const name = z.string().trim().min(1).max(100);
const reference = z
  .string()
  .refine(isSecretReference, 'say where the secret is, never the secret itself: env:NAME or file:/path')
  .describe('Where the secret is: env:NAME or file:/path');

const rhythm = {
  sync_interval: z.number().int().min(10).max(604_800).describe('Seconds between polls of its connections'),
  batch_fallback_enabled: z.boolean().describe('Whether its connections are polled beside their webhooks'),
  batch_size: z.number().int().min(1).max(1_000).describe('Records a page of a poll, at the most'),
};

const syncConfigValues = {
  enabled: z.boolean().optional().describe('Whether it is in force; true by default'),
  sync_interval: rhythm.sync_interval.optional(),
  batch_fallback_enabled: rhythm.batch_fallback_enabled.optional(),
  batch_size: rhythm.batch_size.optional(),
  two_way_create: z.boolean().optional().describe('Whether twins are made where there are none; false by default'),
  webhook_enabled: z.boolean().optional().describe('Whether webhooks of its connections are taken; true by default'),
  secret_reference: reference.nullable().optional().describe('Where the webhook secret is: env:NAME or file:/path'),
};

/** A sync config as it stands in a file: written out, or a preset and what is other than in it. */
const syncConfig = z.strictObject({
  preset: z.string().optional().describe('The preset it starts from; "syncline configs presets" lists them'),
  connections: z
    .record(z.string(), z.string())
    .optional()
    .describe('By the name that the preset has for a connection: the name of yours'),
  ...syncConfigValues,
  settings: z
    .unknown()
    .optional()
    .describe('Kinds with their members, field maps and policies; over a preset, only what is other than in it'),
});

const policy = z.union([policyMode, fieldPolicySettings]);

/** The schema of `syncline.config.yaml`, with the settings that each of these connectors takes. */
export function configurationFile(connectors: Iterable<AnyConnector>) {
  const workspace = z.strictObject({
    connections: z
      .record(name, connectionOf(connectors))
      .optional()
      .describe('Accounts at vendors, by the name that everything else calls them'),
    sync_configs: z.record(name, syncConfig).optional().describe('Which streams are kept in step, and how, by name'),
    policies: z
      .record(z.string(), z.record(z.string(), policy))
      .optional()
      .describe('By kind and field: who wins, in every sync config that does not say so itself; over what presets say'),
    defaults: z.strictObject(rhythm).partial().optional().describe('For sync configs that do not say it themselves'),
    schedules: z.record(name, schedule).optional().describe('By connection: how often it is polled'),
    windows: z.record(name, bulkWindow).optional().describe('When bulk work may run, by name; none: always'),
    alerts: z
      .record(name, alertRule)
      .optional()
      .describe('What somebody is to be told of, by name; builtin rules are changed by their names'),
    alert_routes: z.record(name, alertRoute).optional().describe('Who is told of alerts, beside the log, by name'),
    identity: z
      .partialRecord(z.enum(identityKinds), identityRule)
      .optional()
      .describe('By kind: how likely two records have to be one to be merged, or asked about'),
    insights: z
      .record(name, insightRuleSettings)
      .optional()
      .describe('By the id of a rule of insights: whether it is run, how grave it is, and its parameters'),
  });
  return z.strictObject({
    $schema: z.string().optional().describe('Where editors find this schema'),
    version: z.literal(1).optional().describe('Of this format'),
    workspaces: z.record(name, workspace).describe('By name; "default" is there from the start'),
  });
}

/** A file that holds one sync config, as the presets are. */
export const syncConfigFile = z.strictObject({
  $schema: z.string().optional(),
  name,
  platform: z.string().optional().describe('The connectors it joins; taken from the settings when absent'),
  ...syncConfigValues,
  settings: syncSettings,
});

/** What a file comes to: presets and policies worked in. This is what the API takes. */
export const resolvedConfiguration = z.strictObject({
  workspaces: z.record(
    name,
    z.strictObject({
      connections: z.record(
        name,
        z.union([
          z.strictObject({ connector: z.string(), managed_by: z.literal('api') }),
          z.strictObject({
            connector: z.string(),
            base_url: z.url({ protocol: /^https?$/ }),
            settings: z.record(z.string(), z.unknown()),
            secrets: z.record(z.string(), reference),
          }),
        ]),
      ),
      defaults: z.strictObject(rhythm).partial().optional(),
      sync_configs: z.record(
        name,
        z.strictObject({ ...syncConfigValues, settings: z.record(z.string(), z.unknown()) }),
      ),
      schedules: z.record(name, schedule),
      windows: z.record(name, bulkWindow),
      alerts: z.record(name, alertRule),
      alert_routes: z.record(name, alertRoute).default({}),
      identity: z.partialRecord(z.enum(identityKinds), identityRule).default({}),
      insights: z.record(name, insightRuleSettings).default({}),
    }),
  ),
});

export type ConfigurationFile = z.output<ReturnType<typeof configurationFile>>;
export type WorkspaceSection = ConfigurationFile['workspaces'][string];
export type ResolvedConfiguration = z.output<typeof resolvedConfiguration>;

function connectionOf(connectors: Iterable<AnyConnector>) {
  const variants = [...connectors].map((connector) =>
    z.strictObject({
      connector: z.literal(connector.id).describe(connector.title),
      managed_by: z
        .enum(['file', 'api'])
        .optional()
        .describe('"api": it is made and changed through the API; here it is only named, for what refers to it'),
      base_url: z
        .url({ protocol: /^https?$/ })
        .optional()
        .describe('Address of its API'),
      settings: settingsOf(connector).optional().describe('What the connector is told'),
      secrets: z
        .strictObject(Object.fromEntries(connector.secrets.map((each) => [each.name, reference.describe(each.title)])))
        .partial()
        .optional(),
    }),
  );
  const [first, ...others] = variants;
  if (!first) throw new Error('There are no connectors');
  return z.discriminatedUnion('connector', [first, ...others]);
}

/** As the connector reads them, and none that it does not know. */
function settingsOf(connector: AnyConnector): z.ZodType {
  const schema: z.ZodType = connector.settings;
  return schema instanceof z.ZodObject ? schema.strict() : schema;
}

import { connectors } from '@syncline/connector-registry';
import { configurationFile, syncConfigFile } from '@syncline/engine/configuration';
import { z } from 'zod';

/** Schemas of files that people write, by the name of the schema's file. */
const fileSchemas = {
  'syncline-config': { title: 'syncline.config.yaml', schema: configurationFile(connectors.values()) },
  'sync-config': { title: 'A sync config as a file, as the presets are', schema: syncConfigFile },
} as const;

export const fileSchemaNames = Object.keys(fileSchemas) as (keyof typeof fileSchemas)[];

/** What editors complete and check a file by. */
export function fileSchema(name: keyof typeof fileSchemas): Record<string, unknown> {
  const { title, schema } = fileSchemas[name];
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return { $schema, title, ...rest };
}

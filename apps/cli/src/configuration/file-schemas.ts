import { connectors } from '@syncline/connector-registry';
import { configurationFile, syncConfigFile } from '@syncline/engine/configuration';
import { manifestSchema } from '@syncline/imports';
import { z } from 'zod';

/** Schemas of files that people write, by the name of the schema's file. */
const fileSchemas = {
  'syncline-config': { title: 'syncline.config.yaml', schema: configurationFile(connectors.values()) },
  'sync-config': { title: 'A sync config as a file, as the presets are', schema: syncConfigFile },
  'import-manifest': {
    title: 'What a file of clients means, as PATCH /api/v1/imports/:id takes it',
    schema: manifestSchema,
  },
} as const;

export const fileSchemaNames = Object.keys(fileSchemas) as (keyof typeof fileSchemas)[];

/** What editors complete and check a file by. */
export function fileSchema(name: keyof typeof fileSchemas): Record<string, unknown> {
  const { title, schema } = fileSchemas[name];
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return { $schema, title, ...rest };
}

import { writeFileSync } from 'node:fs';
import { fileSchema, fileSchemaNames } from './configuration/file-schemas.ts';
import { publishedSchemas, schemaFile } from './published-schemas.ts';

// Run after a change of the documents: pnpm --filter @syncline/cli schemas
for (const name of Object.keys(publishedSchemas))
  writeFileSync(new URL(`../schemas/${name}.json`, import.meta.url), schemaFile(name));
for (const name of fileSchemaNames)
  writeFileSync(new URL(`../schemas/${name}.json`, import.meta.url), `${JSON.stringify(fileSchema(name), null, 2)}\n`);

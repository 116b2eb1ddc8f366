import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: ['./src/schema/connections.ts', './src/schema/work.ts', './src/schema/graph.ts'],
  schemaFilter: ['syncline'],
  out: './migrations',
});

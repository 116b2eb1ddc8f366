import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: [
    './src/schema/connections.ts',
    './src/schema/access.ts',
    './src/schema/work.ts',
    './src/schema/graph.ts',
    './src/schema/sync.ts',
    './src/schema/configuration.ts',
    './src/schema/state-cache.ts',
    './src/schema/alerts.ts',
    './src/schema/files.ts',
    './src/schema/imports.ts',
    './src/schema/followers.ts',
    './src/schema/identity.ts',
    './src/schema/audit.ts',
    './src/schema/proposals.ts',
    './src/schema/clients.ts',
    './src/schema/insights.ts',
    './src/schema/interests.ts',
  ],
  schemaFilter: ['syncline'],
  out: './migrations',
});

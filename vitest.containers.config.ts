import { defineConfig } from 'vitest/config';

// `npm run test:containers`: what needs services runs on those of containers, and what restarts them beside it.
const rooms = '{packages,apps,tools}';
const shared = {
  pool: 'forks' as const,
  testTimeout: 400_000,
  hookTimeout: 180_000,
  exclude: ['**/node_modules/**', '**/.cache/**'],
};

export default defineConfig({
  test: {
    maxWorkers: 2,
    watch: false,
    projects: [
      {
        test: {
          ...shared,
          isolate: false,
          name: 'services',
          include: [`${rooms}/**/*.{integration,e2e}.test.ts`],
          // In this order: the second finds what the first has started.
          globalSetup: [
            'packages/testing/src/containers/vitest-containers-setup.ts',
            'packages/testing/src/vitest-global-setup.ts',
          ],
        },
      },
      // Each file of these has containers of its own.
      { test: { ...shared, name: 'restarts', include: [`${rooms}/**/*.containers.test.ts`] } },
    ],
  },
});

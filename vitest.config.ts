import { defineConfig } from 'vitest/config';

const rooms = '{packages,apps,tools}';
const excluded = ['**/node_modules/**', '**/.cache/**'];
const shared = {
  pool: 'forks' as const,
  testTimeout: 120_000,
  hookTimeout: 120_000,
  exclude: excluded,
};

export default defineConfig({
  test: {
    // Two of anything fill the smallest machine that we promise to run on.
    maxWorkers: 2,
    watch: false,
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: [`${rooms}/**/*.unit.test.ts`, 'bootstrap/**/*.unit.test.mjs'],
        },
      },
      { test: { ...shared, name: 'contract', include: [`${rooms}/**/*.contract.test.ts`] } },
      {
        test: {
          ...shared,
          name: 'services',
          include: [`${rooms}/**/*.{integration,e2e}.test.ts`],
          globalSetup: ['packages/testing/src/vitest-global-setup.ts'],
        },
      },
      // `npm test` is without these, `npm run test:browser` is these alone.
      {
        test: {
          ...shared,
          name: 'browser',
          include: [`${rooms}/**/*.browser.test.ts`],
          // Each runs a whole Syncline, whose simulated vendors have their usual ports.
          fileParallelism: false,
          globalSetup: ['packages/testing/src/vitest-global-setup.ts'],
        },
      },
      // `npm test` is without these, `pnpm test:long` is these alone.
      {
        test: {
          ...shared,
          name: 'long',
          include: [`${rooms}/**/*.long.test.ts`],
          globalSetup: ['packages/testing/src/vitest-global-setup.ts'],
        },
      },
    ],
  },
});

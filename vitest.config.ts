import { defineConfig } from 'vitest/config';

const rooms = '{packages,apps,tools}';
const excluded = ['**/node_modules/**', '**/.cache/**'];
// Files that share a process load what they have in common once: a third of what a test costs otherwise.
const together = { isolate: false };
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
          ...together,
          name: 'unit',
          include: [`${rooms}/**/*.unit.test.ts`, 'bootstrap/**/*.unit.test.mjs'],
        },
      },
      { test: { ...shared, ...together, name: 'contract', include: [`${rooms}/**/*.contract.test.ts`] } },
      {
        test: {
          ...shared,
          ...together,
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

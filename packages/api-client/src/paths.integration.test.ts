import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { describeApi } from './testing/describe-api.ts';
import { typesOf } from './testing/types-of.ts';

const file = new URL('./paths.generated.ts', import.meta.url);

// With UPDATE=1 it writes them: pnpm --filter @syncline/api-client generate
it('has the types of the description that the operator serves', async () => {
  const types = await typesOf(await describeApi());
  if (process.env.UPDATE === '1') writeFileSync(file, types);
  expect(types === readFileSync(file, 'utf8'), 'the types are stale: pnpm --filter @syncline/api-client generate').toBe(
    true,
  );
}, 60_000);

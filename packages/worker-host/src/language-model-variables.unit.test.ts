import { loadEnv } from '@syncline/runtime';
import { expect, it } from 'vitest';
import { workerEnv } from './env.ts';
import { importProposersOf, missingLanguageModelVariables } from './language-model-variables.ts';
import { processSettings } from './process-settings.ts';

const DATABASE_URL = 'postgres://user:s3cret@db/syncline';
const load = (variables: Record<string, string>) => loadEnv(workerEnv, { DATABASE_URL, ...variables });

it('asks no model without a key, and wants one to be named with it', async () => {
  expect(await importProposersOf(load({ SYNCLINE_LLM_MODEL: 'some-model' }))).toEqual([]);
  expect(missingLanguageModelVariables(load({}))).toEqual([]);
  const half = load({ SYNCLINE_LLM_API_KEY: 'canary-key' });
  expect(missingLanguageModelVariables(half)).toEqual([expect.stringContaining('SYNCLINE_LLM_MODEL')]);
  const whole = load({ SYNCLINE_LLM_API_KEY: 'canary-key', SYNCLINE_LLM_MODEL: 'some-model' });
  expect((await importProposersOf(whole)).map(({ name }) => name)).toEqual(['some-model']);
});

it('never shows the key', () => {
  const variables = { SYNCLINE_LLM_API_KEY: 'canary-key', SYNCLINE_LLM_MODEL: 'some-model' };
  const shown = JSON.stringify(processSettings(load(variables), { DATABASE_URL, ...variables }));
  expect(shown).toContain('some-model');
  expect(shown).not.toContain('canary-key');
});

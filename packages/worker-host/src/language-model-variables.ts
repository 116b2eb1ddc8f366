import type { Proposer } from '@syncline/imports';
import { z } from 'zod';

/** A language model that is asked what columns of imported files mean; without a key nobody is. */
export const languageModelVariables = {
  SYNCLINE_LLM_API_KEY: z.string().min(1).optional(),
  /** As the service calls it. */
  SYNCLINE_LLM_MODEL: z.string().min(1).max(100).optional(),
  /** Of any service that speaks the chat completions of OpenAI, also one of your own. */
  SYNCLINE_LLM_BASE_URL: z.url({ protocol: /^https?$/ }).default('https://api.openai.com/v1'),
  SYNCLINE_LLM_TIMEOUT_MS: z.coerce.number().int().min(100).max(120_000).default(15_000),
};

type LanguageModelVariables = z.output<z.ZodObject<typeof languageModelVariables>>;

/** What the model that is asked for lacks. */
export function missingLanguageModelVariables(env: LanguageModelVariables): string[] {
  return env.SYNCLINE_LLM_API_KEY !== undefined && env.SYNCLINE_LLM_MODEL === undefined
    ? ['SYNCLINE_LLM_MODEL is not set (SYNCLINE_LLM_API_KEY asks for it)']
    : [];
}

/** The proposers that the variables ask for; nothing is called by it. */
export async function importProposersOf(env: LanguageModelVariables): Promise<readonly Proposer[]> {
  const { SYNCLINE_LLM_API_KEY: apiKey, SYNCLINE_LLM_MODEL: model } = env;
  if (apiKey === undefined || model === undefined) return [];
  // Loaded by whoever has a key alone.
  const { createLanguageModelProposer } = await import('@syncline/imports/language-model');
  const { SYNCLINE_LLM_BASE_URL: baseUrl, SYNCLINE_LLM_TIMEOUT_MS: timeoutMs } = env;
  return [createLanguageModelProposer({ apiKey, model, baseUrl, timeoutMs })];
}

export { createLanguageModelProposer, type LanguageModelOptions } from './create-proposer.ts';

export { type CorrectionOutcome, correctRow } from './correct-row.ts';
export { type ChangeOutcome, changeImport, createImport, meaningOf, openQuestions } from './create-import.ts';
export { type DryRun, dryRunImport, importOf, previewImport } from './preview-import.ts';
export { applyImport, replayImport, type StartOutcome, undoImport } from './start-import.ts';

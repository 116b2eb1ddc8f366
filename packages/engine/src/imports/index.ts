export { correctRow } from './correct-row.ts';
export { changeImport, createImport, meaningOf, openQuestions, saidOf } from './create-import.ts';
export { dryRunImport, importOf, previewImport } from './preview-import.ts';
export { removeProfile, saveProfile } from './profiles.ts';
export { applyImport, replayImport, type StartOutcome, undoImport } from './start-import.ts';

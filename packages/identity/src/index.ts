export * from './block/blocking-keys.ts';
export { fold, wordsOf } from './names/fold.ts';
export * from './score/evidence.ts';
export * from './score/score-companies.ts';
export * from './score/score-people.ts';
export * from './traits/traits.ts';

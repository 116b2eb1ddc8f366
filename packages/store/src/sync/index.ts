export * from './attempts.ts';
export * from './audit.ts';
export * from './authors.ts';
export * from './deletes.ts';
export * from './entity-state.ts';
export * from './field-items.ts';
export * from './file-links.ts';
export * from './files.ts';
export * from './find-mappings.ts';
export * from './item-actions.ts';
export {
  entitiesNaming,
  findPersonRecords,
  joinPeople,
  type PersonRecordRow,
  renamePerson,
} from './join-people.ts';
export { findLinedPeople, type LinedPerson } from './lined-people.ts';
export * from './match-keys.ts';
export { changesOf, findPersonRecord, formerIdsOf, moveEdges, type PersonChange, sendingTo } from './part-people.ts';
export * from './predecessors.ts';
export * from './reevaluation.ts';
export * from './referrers.ts';
export * from './refused-matches.ts';
export * from './sync-configs.ts';
export { noteSyncTimes } from './sync-times.ts';
export * from './waiting-matches.ts';
export * from './writebacks.ts';

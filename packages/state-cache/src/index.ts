export { openStateCache, type StateCacheOptions } from './open-state-cache.ts';
export * from './projection/project-agents.ts';
export { projectRepositories } from './projection/project-repositories.ts';
export { projectPrefix, projectSubject } from './projection/project-subject.ts';
export { projectSync } from './projection/project-sync.ts';
export { itemsPerColumn, projectMetrics, projectViews } from './projection/project-views.ts';
export { type Projected, pairOf, sumOf, workspacePrefix } from './projection/projected.ts';
export {
  type CachedKey,
  type CacheLimits,
  type CachePair,
  type StateCache,
  StateCacheError,
  type ValueVersion,
} from './state-cache.ts';

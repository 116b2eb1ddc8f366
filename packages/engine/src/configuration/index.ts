export { bulkOpensAt } from './bulk-window.ts';
export { checkConfiguration } from './check-configuration.ts';
export {
  configurationFile,
  type ResolvedConfiguration,
  resolvedConfiguration,
  syncConfigFile,
} from './configuration-schema.ts';
export { documentOf, leavesOf, nearest, pathOf, pointerOf, type Tree } from './document-tree.ts';
export { findLiteralSecret, isSecretReference } from './literal-secrets.ts';
export type { Origin } from './plan-resource.ts';
export type { PlacedProblem, SourcePlace } from './resolve-configuration.ts';

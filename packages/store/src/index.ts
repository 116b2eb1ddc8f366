export * from './access/index.ts';
export * from './audit/index.ts';
export * from './breaker.ts';
export * from './clients/index.ts';
export * from './config-resources.ts';
export * from './connections.ts';
export { createStore, type Sql, type Store, type StoreOptions, sqlState } from './database.ts';
export * from './edges-held.ts';
export { type EventRow, insertEvent, lastEventPosition, type NewEvent, readEvents, readEventsOfAll } from './events.ts';
export * from './feeds.ts';
export * from './field-schemas.ts';
export {
  claimFollower,
  type FollowerName,
  type FollowerState,
  holdFollower,
  isFollowed,
  noteFollowed,
  noteSettings,
  readFollowerSettings,
  releaseFollower,
  renewFollower,
  scanEntities,
  workspacesWithKinds,
} from './followers.ts';
export * from './graph-edges.ts';
export {
  compareRecords,
  findSame,
  findTombstones,
  type KnownRecord,
  type LinkedRecord,
  loadLinkedRecords,
  lockRecords,
  type Origin,
  type PreparedEdge,
  type PreparedRecord,
  type SameRecord,
} from './graph-read.ts';
export * from './graph-write.ts';
export * from './hints.ts';
export * from './identity/index.ts';
export * from './imports/index.ts';
export * from './inbox.ts';
export * from './insights/index.ts';
export * from './interests/index.ts';
export { migrateStore, NewerSchemaError } from './migrate.ts';
export * from './observe/index.ts';
export * from './page-results.ts';
export * from './pages.ts';
export * from './partitions.ts';
export * from './polls.ts';
export * from './processes.ts';
export * from './proposals/index.ts';
export * from './queries/index.ts';
export * from './quota.ts';
export * from './reconciliation.ts';
export * from './relay/index.ts';
export { applyRetention, type RetentionOptions } from './retention.ts';
export type {
  AlertMessageState,
  AlertSeverity,
  AlertState,
  BulkWindowRow,
  ClientFigures,
  ClientPart,
  ClientPipeline,
  ConnectionHealth,
  EntityImage,
  FieldChoice,
  FieldDrift,
  FieldSchema,
  InboxState,
  InsightState,
  Lane,
  ManagedBy,
  MovedParts,
  OAuthGrantType,
  PageKind,
  ProposalKind,
  ProposalState,
  ProposedChange,
  QuotaBucket,
  ReconciliationState,
  ResourceKind,
  Role,
  StateCacheReport,
  StateCacheTask,
  StreamSyncState,
} from './schema/index.ts';
export * from './state-cache/index.ts';
export * from './stream-states.ts';
export * from './sweep.ts';
export * from './sync/index.ts';

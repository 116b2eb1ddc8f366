export {
  type AlertDetail,
  type AlertFilter,
  type AlertView,
  acknowledgeAlert,
  listAlerts,
  showAlert,
} from './alert-list.ts';
export { type AuditEntry, type AuditFilter, listAudit } from './audit-list.ts';
export {
  type ClientFilter,
  type ClientListItem,
  type ClientSort,
  type ClientTrouble,
  clientSorts,
  clientTroubles,
  listClients,
} from './client-list.ts';
export {
  type ClientListPart,
  type ClientMemberView,
  clientListParts,
  listClientMembers,
} from './client-members.ts';
export { type ClientRelationView, listClientRelations } from './client-relations.ts';
export { type ClientView, findClient, showClient } from './client-show.ts';
export { type ConflictFilter, type ConflictView, listConflicts, showConflict } from './conflict-list.ts';
export type { HealthWord } from './connection-health.ts';
export {
  type ConnectionView,
  listConnectionViews,
  type QuotaView,
  type StreamView,
  showConnection,
} from './connection-views.ts';
export { InvalidCursorError, type Paged, type PageRequest } from './cursor.ts';
export { type DeliveryFilter, type DeliveryView, listDeliveries } from './delivery-list.ts';
export { type CausedRead, type DeliveryDetail, showDelivery } from './delivery-show.ts';
export {
  type DuplicateDetail,
  type DuplicateFilter,
  type DuplicateSide,
  type DuplicateView,
  listDuplicates,
  showDuplicate,
} from './duplicate-list.ts';
export type { EntityChange, FieldChange, FieldProvenance } from './entity-history.ts';
export { type EntityFilter, type EntityListItem, listEntities } from './entity-list.ts';
export { type EntityView, type MappingView, showEntity } from './entity-show.ts';
export { indexWords } from './entity-words.ts';
export { countOpenInsights, type InsightFilter, type InsightView, listInsights, showInsight } from './insight-list.ts';
export { listMerges } from './merge-list.ts';
export { listPeople, type PersonFilter, type PersonView } from './people-list.ts';
export { listProcesses, type ProcessFilter, type ProcessTree, showProcess } from './process-list.ts';
export { listProcessPages, type ProcessPageFilter, type ProcessPageView } from './process-pages.ts';
export type { ProcessProgress } from './process-progress.ts';
export type { ProcessCounters, ProcessFacts, ProcessView } from './process-view.ts';
export { type RecentChange, type RecentChanges, readRecentChanges } from './recent-changes.ts';
export {
  groupReconciliationItems,
  listReconciliationItems,
  type ReconciliationFilter,
  type ReconciliationGroup,
  type ReconciliationItemView,
  showReconciliationItem,
} from './reconciliation-list.ts';
export { listRelations, type RelationFilter, type RelationView } from './relation-list.ts';
export { countEntities, summarizeWork, type WorkSummary } from './summary.ts';
export { listSyncConfigs, showSyncConfig } from './sync-config-list.ts';
export { listSyncHistory, type SyncHistoryEntry, type SyncHistoryFilter } from './sync-history-list.ts';
export {
  listSyncMappings,
  type SyncMappingFilter,
  type SyncMappingStatus,
  type SyncMappingView,
} from './sync-mapping-list.ts';
export { type ConfiguredMember, listConfiguredMembers } from './sync-members.ts';
export { countMappings, type MemberStatus, readSyncStatus } from './sync-status.ts';
export {
  listTimeline,
  type TimelineEntry,
  type TimelineFilter,
  type TimelineKind,
  timelineKinds,
} from './timeline.ts';
export { listWritebacks, type WritebackFilter, type WritebackView } from './writeback-list.ts';

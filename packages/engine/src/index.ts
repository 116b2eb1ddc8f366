export {
  type DecisionOutcome,
  decideFiltered,
  decideProposal,
  decideProposals,
  refusalOf,
  type Verdict,
} from './approvals/index.ts';
export { exportAudit, planAuditExport, verifyAudit } from './audit/index.ts';
export { keepClients } from './clients/keep-clients.ts';
export {
  applyConfiguration,
  type ConfigurationRefusal,
} from './configuration/apply-configuration.ts';
export { type ConfiguredResource, readConfiguration } from './configuration/read-configuration.ts';
export {
  changeConnection,
  createConnection,
  leadsElsewhere,
  type RemovalOutcome,
  removeConnection,
} from './connections/change-connection.ts';
export { type CheckOutcome, checkConnection } from './connections/check-connection.ts';
export { connectorFor } from './connections/connector-for.ts';
export {
  type ConnectionDraft,
  checkDraft,
  type DraftProblem,
  draftChoices,
  draftProblems,
} from './connections/draft-connection.ts';
export { ensureConnectionQuota, openConnection } from './connections/open-connection.ts';
export {
  type QuotaHistory,
  type QuotaSpan,
  quotaWindows,
  readQuotaHistory,
} from './connections/quota-history.ts';
export { type ChoosableSetting, choosableSettings, type ReadChoices, readChoices } from './connections/read-choices.ts';
export {
  type Clock,
  defaultEngineConfig,
  type EngineConfig,
  type EngineContext,
  type SyncDefaults,
} from './context.ts';
export { type CreateContextOptions, closeEngineContext, createEngineContext } from './create-context.ts';
export { askCrm } from './crm/ask-crm.ts';
export { type CrmPlace, findCrm } from './crm/open-crm.ts';
export {
  createDeal,
  type HubOutcome,
  type HubWrite,
  type HubWriteRequest,
  logActivity,
  updateDeal,
  writeQuote,
} from './crm/write-through-hub.ts';
export { pageJob, stageOf } from './enqueue.ts';
export { readFields } from './fields/read-fields.ts';
export { dismissPair, mergeDuplicate } from './identity/decide-duplicate.ts';
export { findDuplicates } from './identity/find-duplicates.ts';
export { undoMerge } from './identity/undo-merge.ts';
export {
  applyImport,
  changeImport,
  correctRow,
  createImport,
  dryRunImport,
  importOf,
  meaningOf,
  openQuestions,
  previewImport,
  removeProfile,
  replayImport,
  type StartOutcome,
  saidOf,
  saveProfile,
  undoImport,
} from './imports/index.ts';
export {
  dismissInsight,
  type InsightRuleView,
  runInsights,
  runInsightsNow,
  showInsightRules,
} from './insights/index.ts';
export { keepInterests } from './interests/keep-interests.ts';
export { mergePage } from './merge/merge-page.ts';
export {
  authoriseAsApplication,
  finishAuthorisation,
  type StartedAuthorisation,
  startAuthorisation,
} from './oauth/authorise-connection.ts';
export { createSharedState, type SharedState } from './observe/shared-state.ts';
export { differentPeople, samePerson, type TwoPeople } from './people/decide-person.ts';
export { type MistakenRecord, type PartedPerson, type PartOutcome, partPerson } from './people/part-person.ts';
export { repairParted } from './people/repair-parted.ts';
export { repairPerson } from './people/repair-person.ts';
export { type ControlOutcome, cancelProcess, pauseProcess, resumeProcess } from './processes/control-process.ts';
export { pollConnections } from './processes/poll.ts';
export { readFeed } from './processes/read-feed.ts';
export { type RetryProcessOutcome, retryProcess } from './processes/retry-process.ts';
export { type StartProcess, startBackfill, startIncremental } from './processes/start-process.ts';
export { type ReadAgain, readAgain } from './read/read-again.ts';
export { transformPage } from './read/transform-page.ts';
export { type RetryOutcome, retryItem } from './retry-item.ts';
export {
  type RoleConcurrency,
  reconcilerTasks,
  schedulerTasks,
  startFetcher,
  startMerger,
  startReconciler,
  startTransformer,
  startWriter,
  type TimedTask,
} from './roles.ts';
export { runTasks } from './run-tasks.ts';
export {
  type Objective,
  readServiceLevels,
  type ServiceLevel,
  type ServiceWindow,
} from './service-levels/service-levels.ts';
export { everythingOf } from './state-cache/compare-state-cache.ts';
export { keepStateCache } from './state-cache/keep-state-cache.ts';
export { createKeeperState, type KeeperState } from './state-cache/keeper-state.ts';
export { type MemoryOutcome, putAgentMemory } from './state-cache/put-agent-memory.ts';
export { sweep } from './sweep.ts';
export {
  actOnItem,
  actOnItems,
  type GroupOutcome,
} from './sync/act-on-item.ts';
export { type ConfigOutcome, changeSyncConfig, removeSyncConfig } from './sync/change-sync-config.ts';
export { parseSettings } from './sync/compile-plan.ts';
export { type EditOutcome, type EntityEdit, editEntity } from './sync/edit-entity.ts';
export type { ActedBy, ActionOutcome, ItemAction } from './sync/item-action.ts';
export { loadPlan } from './sync/load-plan.ts';
export { type PreviewOutcome, previewSyncConfig } from './sync/preview-sync-config.ts';
export { reevaluateAll, reevaluateHeld } from './sync/reevaluate-all.ts';
export { putSyncConfig } from './sync/save-sync-config.ts';
export { type SettingsProblem, settingsProblems } from './sync/settings-problems.ts';
export { type SyncSettings, syncSettings } from './sync/sync-settings.ts';
export { undoItemAction } from './sync/undo-action.ts';
export { enterCredential, removeCredential } from './vault/credentials.ts';
export { createKeyRing, type KeyRing } from './vault/key-ring.ts';
export { type Rotation, rotateVault } from './vault/rotate-vault.ts';
export { refuseJsonShape } from './webhooks/json-shape.ts';
export { noteNotification } from './webhooks/note-notification.ts';
export {
  type Admission,
  createWebhookReceiver,
  type WebhookHeaders,
  type WebhookReceiver,
} from './webhooks/receive-webhook.ts';
export { replayDelivery } from './webhooks/replay-delivery.ts';
export { subscribeWebhooks, triggerWebhooks, webhookState } from './webhooks/webhook-state.ts';
export { redeliverMissed, registerWebhooks } from './webhooks/webhook-subscriptions.ts';
export { carryOutWriteback } from './write/carry-out-writeback.ts';

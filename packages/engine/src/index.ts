export { type CheckOutcome, checkConnection } from './check-connection.ts';
export {
  applyConfiguration,
  type ConfigurationRefusal,
} from './configuration/apply-configuration.ts';
export { type ConfiguredResource, readConfiguration } from './configuration/read-configuration.ts';
export {
  type Clock,
  defaultEngineConfig,
  type EngineConfig,
  type EngineContext,
  type SyncDefaults,
} from './context.ts';
export { type ControlOutcome, cancelProcess, pauseProcess, resumeProcess } from './control-process.ts';
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
export { readFields } from './fields/read-fields.ts';
export { refuseJsonShape } from './json-shape.ts';
export { mergePage } from './merge-page.ts';
export { noteNotification } from './note-notification.ts';
export {
  authoriseAsApplication,
  finishAuthorisation,
  type StartedAuthorisation,
  startAuthorisation,
} from './oauth/authorise-connection.ts';
export { ensureConnectionQuota, openConnection } from './open-connection.ts';
export { pollConnections } from './poll.ts';
export { type ReadAgain, readAgain } from './read-again.ts';
export { type ChoosableSetting, choosableSettings, type ReadChoices, readChoices } from './read-choices.ts';
export { readFeed } from './read-feed.ts';
export {
  type Admission,
  createWebhookReceiver,
  type WebhookHeaders,
  type WebhookReceiver,
} from './receive-webhook.ts';
export { replayDelivery } from './replay-delivery.ts';
export { type RetryOutcome, retryItem } from './retry-item.ts';
export { type RetryProcessOutcome, retryProcess } from './retry-process.ts';
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
export { type StartProcess, startBackfill, startIncremental } from './start-process.ts';
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
export { reevaluateAll, reevaluateHeld } from './sync/reevaluate.ts';
export { putSyncConfig } from './sync/save-sync-config.ts';
export { type SettingsProblem, settingsProblems } from './sync/settings-problems.ts';
export { type SyncSettings, syncSettings } from './sync/sync-settings.ts';
export { transformPage } from './transform-page.ts';
export { enterCredential, removeCredential } from './vault/credentials.ts';
export { createKeyRing, type KeyRing } from './vault/key-ring.ts';
export { type Rotation, rotateVault } from './vault/rotate-vault.ts';
export { redeliverMissed, registerWebhooks } from './webhook-subscriptions.ts';
export { carryOutWriteback } from './write/carry-out-writeback.ts';

export { type SandboxControl, sandboxControlRoutes } from './control-routes.ts';
export { Dice, hash32, unitHash } from './dice.ts';
export { type EditRun, editAtRate } from './edit-at-rate.ts';
export { type ActiveFault, type FaultKind, FaultPlan, type FaultSpec } from './fault-plan.ts';
export { FixedWindow } from './fixed-window.ts';
export { guardRequests, type RequestGuard } from './guard-requests.ts';
export { Journal, type JournalOptions } from './journal.ts';
export { fileBytes, type HostedFile, MediaHost } from './media-host.ts';
export { createNoticeLog, type NoticeLog, namesInMarkdown } from './notice-log.ts';
export { OAuthServer, type OAuthServerOptions } from './oauth-server.ts';
export { markdownFrom, paragraphFrom, titleFrom } from './prose.ts';
export { recordingFetch, type WireCall } from './recording-fetch.ts';
export { type LoggedRequest, RequestLog } from './request-log.ts';
export { type ServedSandbox, serveSandbox } from './serve-sandbox.ts';
export { formOf, takeUploads, type UploadedFile, UploadedForm } from './uploads.ts';
export { NO_WEBHOOK_FAULTS, type WebhookFaults } from './webhook-faults.ts';
export {
  type OutgoingWebhook,
  type WebhookResult,
  WebhookSender,
  type WebhookSenderOptions,
} from './webhook-sender.ts';

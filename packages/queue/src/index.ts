export { migrateQueue, type QueueBackend, UnsafeQueueError } from './backend.ts';
export { type JobName, type JobPayload, jobNames, mailboxId, rowJobId } from './catalogue.ts';
export {
  createJobQueue,
  type EnqueueOptions,
  type EnqueueRequest,
  type JobInfo,
  type JobQueue,
  type JobQueueOptions,
  type JobTrace,
} from './job-queue.ts';

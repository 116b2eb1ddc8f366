export { migrateQueue, type QueueBackend, UnsafeQueueError } from './backend.ts';
export { type JobName, jobNames, type JobPayload, rowJobId } from './catalogue.ts';
export { createJobQueue, type EnqueueOptions, type EnqueueRequest, type JobInfo, type JobQueue, type JobQueueOptions } from './job-queue.ts';

export * from './cursor.ts';
export { type RelayBatch, type RelayRow, readRelayBatch } from './read-batch.ts';
export { giveUpEvents, type RelayStatus, readRelayStatus } from './status.ts';

export type { ChangeRow, EntityChange } from './domain/change-row.ts';
export { eventsOf, messagesOf } from './domain/domain-events.ts';
export { eventTypes } from './domain/event-types.ts';
export { type DomainEvent, type EventEnvelope, payloadHash, sealEvent } from './domain/seal-event.ts';
export { type BusMessage, type BusPublisher, BusUnavailableError, type EventBus, noEventBus } from './event-bus.ts';
export type { NatsOptions } from './nats/nats-options.ts';

import { hash } from 'node:crypto';
import type { Json } from '@syncline/core';
import canonicalize from 'canonicalize';

/** What happened, before it is sealed. */
export interface DomainEvent {
  readonly id: string;
  readonly event_type: string;
  /** ISO 8601 in UTC: when the transaction began that made it so. */
  readonly timestamp: string;
  /** The vendor that it came from, or `hub`. */
  readonly source: string;
  readonly workspace_id: number;
  readonly payload: Readonly<Record<string, Json>>;
}

/** What is published: `schema/event.schema.json`. */
export interface EventEnvelope extends DomainEvent {
  /** SHA-256 of the canonical payload (RFC 8785), in hex. */
  readonly payload_sha256: string;
}

/** The envelope, and the text of it that is the same byte by byte whenever it is made. */
export function sealEvent(event: DomainEvent): { readonly envelope: EventEnvelope; readonly body: string } {
  const envelope = { ...event, payload_sha256: payloadHash(event.payload) };
  return { envelope, body: canonical(envelope) };
}

/** The hash that a payload has to have; a consumer compares it with the one in the envelope. */
export function payloadHash(payload: Readonly<Record<string, Json>>): string {
  return hash('sha256', canonical(payload), 'hex');
}

function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('There is no canonical text of this value');
  return text;
}

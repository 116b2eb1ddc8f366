import type { FaultPlan, WebhookSender } from '@syncline/sandbox';
import type { SyncSide } from '@syncline/testing/start-sync-engine';

export type VendorName = 'github' | 'jira' | 'salesforce';

/** What people see of a record. */
export interface Shown {
  readonly title: string;
  readonly body: string;
}

/** A vendor in which records are made, by people and by the engine, and counted. */
export interface Vendor extends SyncSide {
  readonly name: VendorName;
  readonly stream: string;
  /** Its part of the sync config. */
  readonly member: Readonly<Record<string, unknown>>;
  /** The calls by which the engine creates: one record, and many where there is such a call. */
  readonly createCalls: readonly { readonly method: string; readonly path: string; readonly makesMany?: boolean }[];
  /** `METHOD /path` of every call that changes a record. */
  readonly writeCalls: RegExp;
  readonly faults: FaultPlan;
  readonly webhooks: WebhookSender;
  /** As a person does; returns where the record is. */
  create(shown: Shown): VendorPlace;
  edit(id: string, edit: Partial<Shown>): void;
  /** The truth: every record. */
  records(): Iterable<Shown & { readonly id: string }>;
  /** How often this record alone was read. */
  readsOf(place: VendorPlace): number;
  /** How many requests it answered whose `METHOD /path` matches. */
  requestCount(pattern: RegExp): number;
  subscribe(url: string): void;
  close(): Promise<void>;
}

export interface VendorPlace {
  readonly externalId: string;
  readonly locator: string;
  readonly scope: string;
}

export const WEBHOOK_SECRET = 'a secret for proofs';
export const UNLIMITED = { limit: 100_000_000, windowMs: 86_400_000 };

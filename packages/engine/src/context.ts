import type { AnyConnector, VendorTransport } from '@syncline/connector-sdk';
import type { EventBus } from '@syncline/event-bus';
import type { Proposer } from '@syncline/imports';
import type { RulePack } from '@syncline/insights';
import type { Logger, Metrics } from '@syncline/observability';
import type { JobQueue } from '@syncline/queue';
import type { StateCache } from '@syncline/state-cache';
import type { BreakerOptions, RetentionOptions, Store } from '@syncline/store';
import type { LoadedPlan } from './sync/load-plan.ts';
import type { KeyRing } from './vault/key-ring.ts';

export interface Clock {
  now(): Date;
}

/** How the engine behaves; every number has a sensible default in `defaultEngineConfig`. */
export interface EngineConfig {
  /** Rows untouched for this long are looked at by the sweeper, in ms. */
  readonly sweepAfterMs: number;
  /** Addresses beside the public ones that connections may lead to, as `createAddressFilter` takes them. */
  readonly allowedAddresses: readonly string[];
  /** Time allowed for one vendor call, in ms. */
  readonly vendorTimeoutMs: number;
  /** How often each stream is polled, in ms. */
  readonly pollIntervalMs: number;
  /** How old the description of an account's own fields may grow before it is read again. */
  readonly fieldCheckIntervalMs: number;
  /** How often streams that can't be filtered by time are listed anew, in ms. */
  readonly relistIntervalMs: number;
  /** Polls read this much before their checkpoint again, in ms: vendors' clocks and commits lag. */
  readonly pollOverlapMs: number;
  /** A record that a first read finds gone is read once more after this time, in ms, before it is buried. */
  readonly goneConfirmMs: number;
  /** How long what is finished is kept. */
  readonly retention: RetentionOptions;
  /** How long the audit is kept, in ms; null: for ever. */
  readonly auditRetentionMs: number | null;
  /** How long a create without an answer is waited for before it is made again, in ms; null: as the vendor's limits say. */
  readonly createDoubtMs: number | null;
  /** How long a worker may be silent about a writeback it is at, before another takes it to be dead, in ms. */
  readonly writeLeaseMs: number;
  /** Replaces the connector's own statement of quota, and caps what the vendor's headers say. */
  readonly quotaOverride: { readonly capacity: number; readonly windowMs: number } | null;
  /** When a connection is left alone because its vendor fails. */
  readonly breaker: BreakerOptions;
  /** How often alert rules are looked at, in ms. */
  readonly alertIntervalMs: number;
  /** Where the documentation is: what alerts link their runbooks under. */
  readonly docsUrl: string;
  /** What the environment says for sync configs that do not say it themselves. */
  readonly syncDefaults: SyncDefaults;
  /** How often the whole state cache is compared with Postgres, in ms. */
  readonly stateCacheVerifyMs: number;
  /** Folders with rules of insights, beside those that come with Syncline. */
  readonly insightPacks: readonly string[];
}

/** A value for sync configs, and the variable that it comes from. */
export interface FromVariable<Value> {
  readonly value: Value;
  readonly variable: string;
}

export interface SyncDefaults {
  readonly batchFallbackEnabled?: FromVariable<boolean>;
  /** Seconds. */
  readonly syncInterval?: FromVariable<number>;
  readonly batchSize?: FromVariable<number>;
}

const DAY_MS = 24 * 3600 * 1000;

export const defaultEngineConfig: EngineConfig = {
  sweepAfterMs: 30_000,
  allowedAddresses: [],
  vendorTimeoutMs: 30_000,
  pollIntervalMs: 300_000,
  fieldCheckIntervalMs: 900_000,
  relistIntervalMs: 6 * 3600 * 1000,
  pollOverlapMs: 60_000,
  goneConfirmMs: 3_000,
  retention: {
    rawMs: 3 * DAY_MS,
    eventsMs: 7 * DAY_MS,
    unsentEventsMs: 28 * DAY_MS,
    inboxMs: 14 * DAY_MS,
    processesMs: 14 * DAY_MS,
    itemsMs: 90 * DAY_MS,
  },
  auditRetentionMs: null,
  createDoubtMs: null,
  writeLeaseMs: 30_000,
  quotaOverride: null,
  breaker: { failures: 5, openMs: 2_000, maxOpenMs: 300_000 },
  alertIntervalMs: 10_000,
  docsUrl: 'docs',
  syncDefaults: {},
  stateCacheVerifyMs: 900_000,
  insightPacks: [],
};

/** What every use case is given first. Built once in an app's main; holds no state but caches. */
export interface EngineContext {
  readonly store: Store;
  readonly queue: JobQueue;
  readonly connectors: ReadonlyMap<string, AnyConnector>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly config: EngineConfig;
  /** What sends calls to vendors, to no other addresses than the configuration allows. */
  readonly transport: VendorTransport;
  /** Compiled sync configs by workspace; each holds the version that it was made from. */
  readonly plans: Map<number, LoadedPlan>;
  /** Which connector a connection is of, as far as it was asked for. */
  readonly connectorIds: Map<number, string>;
  /** Turns a secret's reference (`env:NAME`, `file:/path`) into the secret. */
  readonly resolveSecret: (reference: string) => string;
  /** What opens the secrets that were entered. */
  readonly vault: KeyRing;
  /** The rules of insights, as they were read at the start, and what is wrong with those that are left out. */
  readonly rulePack: RulePack;
  /** Where state is kept for others to read; what is true is never asked of it. */
  readonly stateCache: StateCache;
  /** Who is asked, beside names and values, what columns of files mean. */
  readonly importProposers: readonly Proposer[];
  /** Where events go that other software listens to; nothing is connected until they are handed on. */
  readonly events: EventBus;
}

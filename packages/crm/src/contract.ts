import type { ActivityType } from '@syncline/connector-sdk';
import type { Json } from '@syncline/core';
import type { ContractKind } from './vocabulary.ts';

/** Which connection a record was read from, as users know it. */
export interface CrmSource {
  /** Id of the connector: `salesforce`. */
  readonly connector: string;
  readonly connection: { readonly id: number; readonly name: string };
  /** True for the stub: nothing of it is at any vendor. */
  readonly isStub: boolean;
}

/** Why a field of the contract holds nothing, or was not written. */
export interface MappingDiagnostic {
  readonly field: string;
  /** `not_mapped`: no field map of the hub carries it; `not_checked`: the vendor could not be asked whether it is right. */
  readonly reason: 'not_offered' | 'not_shown' | 'read_only' | 'wrong_type' | 'not_mapped' | 'not_checked';
  readonly message: string;
}

/** What `fields` hold beside plain values. */
export interface ContractReference {
  readonly id: string;
  readonly externalId: string;
}
export interface ContractStage {
  /** The vendor's own id of the stage: what is written. */
  readonly value: string;
  readonly name: string;
}

/**
 * A record as the contract shows it. `fields` has every field of the kind: a plain value, a ContractReference (or an
 * array of them), for stages a ContractStage, or null with a line in `diagnostics` where the vendor does not have it.
 */
export interface CrmRecord {
  readonly kind: ContractKind;
  /** Derived from connection, stream and external id; never changes. */
  readonly id: string;
  /** The hub's entity that it is linked to; null: none. */
  readonly entityId: string | null;
  readonly externalReference: { readonly stream: string; readonly externalId: string; readonly url: string | null };
  readonly source: CrmSource;
  /** When it was last changed, by the vendor's clock, ISO 8601. */
  readonly sourceTime: string | null;
  readonly fields: Readonly<Record<string, Json>>;
  readonly diagnostics: readonly MappingDiagnostic[];
  /** What the vendor shows beyond the contract: the names in `metadata`. */
  readonly unresolvedFields: readonly string[];
  readonly metadata: Readonly<Record<string, Json>>;
}

/** What a request that writes came to. */
export interface CrmWrite {
  /** `unchanged`: it was so already, or the same request was carried out before. */
  readonly outcome: 'created' | 'updated' | 'unchanged';
  readonly record: CrmRecord;
  /** Fields of the request that the vendor does not take; nothing else was left out. */
  readonly diagnostics: readonly MappingDiagnostic[];
}

/** `version` and `attachmentReference` as the vendor shows them after the write. */
export interface QuoteWrite extends CrmWrite {
  readonly version: number | null;
  readonly attachmentReference: string | null;
}

/** What one call found that has changed. */
export interface SyncResult {
  readonly stream: string;
  readonly source: CrmSource;
  readonly records: readonly CrmRecord[];
  /** Where to go on; null: that was all. */
  readonly nextCursor: string | null;
  /** `since` of the next read, once there is no `nextCursor`: by the vendor's clock, before this read. ISO 8601. */
  readonly checkpoint: string;
  readonly counts: { readonly read: number; readonly ignored: number; readonly invalid: number };
  readonly diagnostics: readonly MappingDiagnostic[];
}

/** Values of the contract's fields; a reference is any id of what it names, a stage its value or its name. */
export type FieldValues = Readonly<Record<string, Json>>;

export interface CreateRequestOf {
  /** The same for every repeat of one request: it is carried out once. */
  readonly idempotencyKey: string;
  readonly fields: FieldValues;
}

export interface DealUpdate {
  /** Any id of the deal. */
  readonly deal: string;
  readonly fields: FieldValues;
}

export interface QuoteRequest extends CreateRequestOf {
  /** Any id of a quote that is there; null: a new one. */
  readonly quote: string | null;
}

export interface ActivityRequest extends CreateRequestOf {
  readonly type: ActivityType;
}

export interface SyncRequest {
  readonly stream: string;
  /** Only what changed at or after this time. */
  readonly since: Date | null;
  /** `nextCursor` of the call before; null: from the beginning. */
  readonly cursor: string | null;
}

export type AccountLookup = { readonly name: string } | { readonly domain: string };
export type ContactSearch =
  | { readonly email: string }
  | { readonly name: string }
  | { readonly phone: string }
  | { readonly account: string };

/** What can be asked of any CRM. Everything throws SynclineError; its classes are those of the connectors. */
export interface Crm {
  /** Accounts of that name or host, whatever case and white space. More than one: which is meant, is not known. */
  lookupAccount(lookup: AccountLookup, signal: AbortSignal): Promise<readonly CrmRecord[]>;
  searchContacts(search: ContactSearch, signal: AbortSignal): Promise<readonly CrmRecord[]>;
  /** Throws `not_found`. */
  getDeal(id: string, signal: AbortSignal): Promise<CrmRecord>;
  createDeal(request: CreateRequestOf, signal: AbortSignal): Promise<CrmWrite>;
  updateDeal(request: DealUpdate, signal: AbortSignal): Promise<CrmWrite>;
  /** Throws `stale_outbound_write` when the vendor holds the version, with other content, or a newer one. */
  writeQuote(request: QuoteRequest, signal: AbortSignal): Promise<QuoteWrite>;
  logActivity(request: ActivityRequest, signal: AbortSignal): Promise<CrmWrite>;
  syncIncremental(request: SyncRequest, signal: AbortSignal): Promise<SyncResult>;
}

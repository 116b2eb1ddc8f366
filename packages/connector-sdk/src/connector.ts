import type {
  Diagnostic,
  EntityKind,
  NormalisedRecord,
  RelationType,
  RemoteReference,
  SynclineError,
} from '@syncline/core';
import type { z } from 'zod';
import type { SettingChoices } from './choices.ts';
import type { StreamContent } from './content.ts';
import type { CrmMember } from './crm.ts';
import type { DescribeFields, LostFields } from './described-fields.ts';
import type { Feed } from './feed.ts';
import type { LimitReport } from './limits.ts';
import type { Cannot, ConnectorCategory } from './minimum.ts';
import type { OAuthProvider } from './oauth.ts';
import type { Webhooks } from './webhooks.ts';
import type { StreamField, StreamWrites } from './writing.ts';

/**
 * What a vendor is to Syncline. A connector has no state and touches neither database nor queue:
 * the engine gives it a connection and calls it, the conformance suite in `./testing` holds it to this contract.
 */
export interface Connector<Settings = unknown, Client = unknown> {
  /** The key used in connections, URLs and logs: `github`. */
  readonly id: string;
  readonly title: string;
  readonly category: ConnectorCategory;
  /** For people who set a connection up; those that ship have one. */
  readonly introduction?: ConnectorIntroduction;
  /** True where there is no vendor behind it: said wherever a connection is shown. */
  readonly isStub?: boolean;
  /** What its users do without, of what every connector of its category has (`minimumCapabilities`). */
  readonly cannot: Cannot;
  /** Settings of a connection, without secrets. The engine parses what it stored through this before each use. */
  readonly settings: z.ZodType<Settings>;
  /**
   * What it is for a connection of these settings, as they are stored, where streams, fields or what can't be done depend
   * on them. Of the same id, settings, secrets and client. Pure; never throws, whatever they hold. Absent: always this one.
   */
  forSettings?(settings: Readonly<Record<string, unknown>>): Connector<Settings, Client>;
  readonly secrets: readonly SecretDeclaration[];
  /** Absent: its connections are not authorised by OAuth, or its client sees to that itself. */
  readonly oauth?: OAuthProvider<Settings>;
  readonly capabilities: Capabilities;
  /** Vendor limits known in advance; the vendor's own headers correct them while running. */
  readonly quota: QuotaDeclaration;
  /** A client for one connection. Cheap: it is made for each use case and holds no sockets of its own. */
  createClient(access: ConnectionAccess<Settings>): Client;
  /** What one HTTP answer says about quota and, when it is a refusal, about what to do. Pure. */
  interpretAnswer(answer: VendorAnswer): AnswerInterpretation;
  /** One cheap call that tells who we are; throws `auth` or `permission`. */
  check(client: Client, signal: AbortSignal): Promise<ConnectionIdentity>;
  /** The places that streams of a scope kind are read from, such as the repositories of an organisation. */
  listScopes(client: Client, kind: string, signal: AbortSignal): Promise<readonly Scope[]>;
  /** What people call a scope, where its key holds more than that; sync configs may name it so. Absent: the key. Pure. */
  scopeName?(key: string): string;
  /** By scope kind: the stream whose records are the scopes, their external ids the keys and their locators what people call them. */
  readonly scopeStreams?: Readonly<Record<string, string>>;
  readonly streams: readonly Stream<Client>[];
  /** By setting: what it can be, asked of the vendor. `fields`: those beside the streams' own. */
  readonly choices?: Readonly<Record<string, SettingChoices<Client>>>;
  readonly crm?: CrmMember<Client>;
  readonly describeFields?: DescribeFields<Client>;
  /** `sourceRevision` of the code that normalises: lets items that come byte for byte as last time stay unparsed. */
  readonly revision?: string;
  readonly webhooks?: Webhooks<Client, Settings>;
  readonly feed?: Feed<Client, Settings>;
}

/** A connector whose own types are hidden: what the engine and the registry work with. */
// oxlint-disable-next-line no-explicit-any -- the client is opaque to everyone but its connector
export type AnyConnector = Connector<any, any>;

export interface ConnectorIntroduction {
  /** What of the vendor's it keeps in step, in a line. */
  readonly line: string;
  /** Where every account is found; null where each has an address of its own. */
  readonly baseUrl: string | null;
  /** What address is meant, with an example where there is no common one. */
  readonly address: string;
}

export interface SecretDeclaration {
  /** `token`, `webhookSecret` or what the connector's client asks for. */
  readonly name: string;
  readonly title: string;
  readonly required: boolean;
}

export interface Capabilities {
  readonly read: boolean;
  readonly write: boolean;
  readonly webhooks: boolean;
  readonly redelivery: boolean;
}

export interface QuotaDeclaration {
  /** Calls per window, the window's length in ms, and the share (0..1) kept for live work. */
  readonly capacity: number;
  readonly windowMs: number;
  readonly liveReserve: number;
  /** A second, shorter window, such as GitHub's 900 points a minute. */
  readonly burst?: { readonly capacity: number; readonly windowMs: number };
}

/** One account of one vendor, as the engine hands it to a connector. */
export interface ConnectionAccess<Settings = unknown> {
  readonly baseUrl: string;
  readonly settings: Settings;
  readonly secrets: Readonly<Record<string, string>>;
  readonly lostFields?: LostFields;
  /** All vendor HTTP goes through this: it takes quota, times out, classifies errors and logs. */
  readonly fetch: typeof globalThis.fetch;
  /** The way of files (`createVendorTransfer`): bodies flow. Absent where none are moved. */
  readonly transfer?: typeof globalThis.fetch;
}

/** An HTTP answer of a vendor; the body's text is read only for refusals (status >= 400), cut at 64 kB. */
export interface VendorAnswer {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly bodyText: string | null;
  /** The time the answer came, for relative waits. */
  readonly receivedAt: Date;
}

export interface AnswerInterpretation {
  readonly limits: LimitReport | null;
  /** Null for what is no refusal (2xx, 3xx, 304). */
  readonly error: SynclineError | null;
}

export interface ConnectionIdentity {
  readonly account: string;
  readonly detail?: string;
}

/** A container that a stream is read from: a repository, an organisation. `key` is stored and shown. */
export interface Scope {
  readonly key: string;
  readonly title: string;
}

/** One kind of remote object of a connection. */
export interface Stream<Client = unknown> {
  readonly name: string;
  readonly title: string;
  readonly kind: EntityKind;
  /** The stream whose records it shows a part of, such as the links of an issue: it takes part when that one does. */
  readonly partOf?: string;
  /** Which scopes it is read from: passed to `listScopes`. */
  readonly scopeKind: string;
  /**
   * How a backfill is laid out. `fan_out`: all pages at once from a probe's count. `windows`: in ranges of what never
   * changes of a record (its creation time, its id), each read on its own. `follow`: page by page.
   */
  readonly backfill: 'fan_out' | 'windows' | 'follow';
  /** How changes are found by polling: by time, by reading all again, or not at all. */
  readonly incremental: 'since' | 'relist' | 'none';
  /** Records a page. */
  readonly pageSize: number;
  /** How far behind its checkpoint a poll must read again, where the vendor needs more than the engine's usual minute, in ms. */
  readonly incrementalOverlapMs?: number;
  /** The fields of its normalised records that can be mapped and written. Fields not listed are shown, and kept as they come. */
  readonly fields?: readonly StreamField[];
  /** Absent: records of this stream are only read. */
  readonly writes?: StreamWrites<Client>;
  /** Its records are files: how their bytes are had. */
  readonly content?: StreamContent<Client>;
  /** True when an id the vendor has deleted is never given to another object: then its delete event is proof (rule 3.10). */
  readonly idsNeverReused: boolean;
  /** True when `fetchOne` by locator cannot miss an object that was merely renamed. */
  readonly locatorsAreStable: boolean;
  /** The member of an item that holds the external id, where a page is a JSON array of items, each one record of that id or none. */
  readonly itemId?: string;
  /** One call: how many records there are and which is first in backfill order. Needed for `fan_out`. */
  probe?(client: Client, scope: string, signal: AbortSignal): Promise<Probe>;
  /**
   * The windows that a scope is read by; needed for `windows`. Null: a small list, to be laid out by `probe`. A few calls
   * at the most: what takes more is planned by pages that `split`.
   */
  planWindows?(client: Client, scope: string, signal: AbortSignal): Promise<WindowPlan | null>;
  /** What names an item of a page in its list, as a probe's `head` does; null for none. Needed for `fan_out`; what `itemId` holds, where there is one. Pure. */
  listedId?(item: unknown): string | null;
  /**
   * What stands before `head` (a probe's) in backfill order by now, as `listedId` names it; null when `head` is not
   * within a page after `expected` records. A call for each page that is read for it. Lets a list that only grew be
   * told from one that also shrank.
   */
  listAhead?(
    client: Client,
    scope: string,
    head: string,
    expected: number,
    signal: AbortSignal,
  ): Promise<readonly string[] | null>;
  readPage(client: Client, request: PageRequest, signal: AbortSignal): Promise<FetchedPage>;
  /** The newest state of one record, or how it is gone. Absent where the vendor has no such call. */
  fetchOne?(client: Client, record: RecordKey, signal: AbortSignal): Promise<FetchedRecord>;
  /** The items of a stored raw page, in order. Must be pure: it runs again on replay. */
  parsePage(raw: Uint8Array): readonly unknown[];
  /** One item into canonical form. Pure; never throws for bad vendor input, but returns diagnostics. */
  normalize(item: unknown, scope: string): NormalizeResult;
}

export interface Probe {
  /** Records in the list now. */
  readonly count: number;
  /** Identity of the first record in backfill order, null when there is none. */
  readonly head: string | null;
  /** The vendor's clock (its Date header), for the checkpoint. */
  readonly observedAt: Date;
  /** True when the vendor refuses page numbers for this list: only page 1 is planned, the rest is followed. `count` is then an upper bound. */
  readonly followOnly?: boolean;
}

/**
 * How a list is cut for a backfill. A record belongs to one window by what never changes of it, and within a window
 * reading goes on by the same key, so that edits and deletions beside it move nothing out of sight. The first window is
 * open to the past, the last one to the future.
 */
export interface WindowPlan {
  /** For each window the cursor of its first page; the pages after it come by `next`. */
  readonly windows: readonly PageCursor[];
  /** Records in all of them, as far as the vendor says so. */
  readonly count: number | null;
  /** The vendor's clock before any window is read, for the checkpoint. */
  readonly observedAt: Date;
}

/** `cursor` is opaque to the engine. It comes from `planPages` numbering ('page:3') or from `next` of the page before. */
export interface PageRequest {
  readonly scope: string;
  /** Null for the first page of a `follow` or incremental read; `{ page: n }` (1-based) in a fan-out. */
  readonly cursor: PageCursor | null;
  /** Incremental reads: only what changed at or after this time. */
  readonly since: Date | null;
  /** Incremental reads: how many records a page shall hold at the most; the vendor's own limit goes before it. The same on all pages of a read. */
  readonly pageSize?: number | undefined;
}

export type PageCursor = { readonly page: number } | { readonly [key: string]: string | number };

export interface FetchedPage {
  /** The body as it came: kept as evidence, parsed by the transformer. */
  readonly raw: Uint8Array;
  /** Where to go on, null at the end. In a fan-out the engine follows it only from the last planned page. */
  readonly next: PageCursor | null;
  /** Windows to be read beside it: of one that was too full, or those that a page of ids leads to. Followed like planned ones. */
  readonly split?: readonly PageCursor[];
  readonly observedAt: Date;
}

export interface RecordKey {
  readonly externalId: string;
  readonly locator: string | null;
  readonly scope: string;
}

export type FetchedRecord =
  | { readonly outcome: 'found'; readonly raw: Uint8Array }
  /** 404 or 410 on the object while its container answered: a delete with proof (rule 3.10). */
  | { readonly outcome: 'gone' }
  /** It lives elsewhere now (transferred, renamed): not a delete. */
  | { readonly outcome: 'moved'; readonly detail: string }
  /** It, or its container, can't be seen any more: proves nothing. */
  | { readonly outcome: 'unreachable'; readonly detail: string }
  /** The connection's settings leave out what it belongs to: whatever it is, it is no record of ours. */
  | { readonly outcome: 'out_of_scope'; readonly detail: string };

/** A record to read because of what another one showed, or did not show. */
export interface RecordFollowUp extends RemoteReference {
  readonly locator: string | null;
  /**
   * A relation type that the record did not show, and may have lost since: asked for only where the graph holds such an
   * edge. Absent: asked for each time.
   */
  readonly settles?: RelationType;
}

export type NormalizeResult =
  | {
      readonly outcome: 'record';
      readonly record: NormalisedRecord;
      /** Partial records seen on the way, such as the users of an issue. */
      readonly embedded: readonly NormalisedRecord[];
      /** Records to read next because of this one: what the list does not show (dependencies of an issue). */
      readonly followUps: readonly RecordFollowUp[];
      readonly diagnostics: readonly Diagnostic[];
    }
  /** Not a record of this stream, such as the pull requests in GitHub's list of issues. */
  | { readonly outcome: 'ignored'; readonly reason: string }
  | { readonly outcome: 'invalid'; readonly externalId: string | null; readonly diagnostics: readonly Diagnostic[] };

import type { FieldType, Json, SynclineError } from '@syncline/core';
import type { RecordKey } from './connector.ts';
import type { FileToSend } from './content.ts';

/** A field of a stream's normalised records. */
export interface StreamField {
  readonly name: string;
  readonly type: FieldType;
  /** `no`: the vendor sets it. `create`: only a create may carry it. */
  readonly writable: 'yes' | 'create' | 'no';
  /** The vendor refuses a create without it. */
  readonly required?: boolean;
  /** For references: the stream whose external ids the value holds. */
  readonly references?: string;
  /** For `rich_text`: what the vendor keeps it as; Markdown of GitHub's kind (`gfm`) when absent. */
  readonly dialect?: 'gfm' | 'adf' | 'html';
  /**
   * For `text` and `rich_text` of `gfm`: the vendor notifies whom an `@login` in it names; `tags`: whom the tags and words
   * of OpenProject name (`user#3`).
   */
  readonly notifies?: boolean | 'tags';
  /** For `rich_text`: addresses of files that the vendor gives to people who are signed in, and to no program; global. */
  readonly privateFiles?: RegExp;
  /**
   * What the vendor shows after it was sent this value: trimmed, cut, re-rendered (rule 3.6). Pure, never throws,
   * and applying it twice gives what applying it once gave. Absent: it shows what it was sent.
   */
  express?(value: Json): Json;
}

/** How records of a stream are written. The engine decides what and when; nothing here retries or compares. */
export interface StreamWrites<Client = unknown> {
  /**
   * `conditional`: the vendor refuses an update of a version other than the expected one (thrown as class `conflict`).
   * `compare`: it can't; the engine reads and compares just before the call (rule 5.5).
   */
  readonly concurrency: 'conditional' | 'compare';
  /**
   * How a create is made exactly once (rule 5.6). `upsert`: by our key, so that repeating it makes nothing twice; with
   * `findCreated` it is repeated only where nothing was made, and writes over nobody's edit.
   * `scan`: a create whose answer was lost is looked for by `findCreated`. Absent: the stream creates nothing.
   */
  readonly creates?: 'upsert' | 'scan';
  /**
   * Which fields the very call that makes a record carries; absent: all. The others the vendor shows as its own until a
   * further call has set them, so they are left to the update that follows: what is read in between is nobody's word.
   */
  carriedByCreate?(field: string): boolean;
  /** How long a record just made may stay invisible to `findCreated`, by the vendor's word, in ms. */
  readonly createLagMs?: number;
  /** Relations whose target must exist on this side before a create, such as the issue of a comment. */
  readonly parents?: readonly ParentRule[];
  /**
   * People read these records in the order in which they were made: of those whose relation leads to one record, such as
   * the comments on an issue, an earlier one is created first.
   */
  readonly createsInOrderOf?: string;
  /** Entries of one bulk call, for `createMany` and `updateMany`. */
  readonly batchSize?: number;
  create?(client: Client, request: CreateRequest, signal: AbortSignal): Promise<Written>;
  /** One answer for each request, in their order; an entry refused does not keep the others. Throws when all failed at once. */
  createMany?(client: Client, requests: readonly CreateRequest[], signal: AbortSignal): Promise<readonly EntryAnswer[]>;
  /** Looks, without resting on a lagging index, for what a create in doubt may have made. */
  findCreated?(client: Client, search: CreateSearch, signal: AbortSignal): Promise<Written | null>;
  update?(client: Client, request: UpdateRequest, signal: AbortSignal): Promise<Written>;
  updateMany?(client: Client, requests: readonly UpdateRequest[], signal: AbortSignal): Promise<readonly EntryAnswer[]>;
  /** Deletes, or does nothing when it is gone already. */
  remove?(client: Client, key: RecordKey, signal: AbortSignal): Promise<void>;
  /** Tells the people at this side how the record's twins stand: a commit status, a note. Repeating it is harmless. */
  announce?(client: Client, key: RecordKey, note: ArrivalNote, signal: AbortSignal): Promise<void>;
}

export interface ParentRule {
  readonly relation: string;
  readonly stream: string;
  readonly required: boolean;
}

interface WriteRequest {
  /** Field name to value, as `StreamField` describes them. A null empties the field. */
  readonly fields: Readonly<Record<string, Json>>;
  /**
   * Our key of this entity at this connection; a create puts it on the remote object, where `normalize` finds it as
   * `ownKey`, and an update must not lose it. 22 characters of [A-Za-z0-9_-], the same for every attempt. Null: none yet.
   */
  readonly ownKey: string | null;
  /** How records named in `fields` are found where an id is not enough: `<stream>/<external id>` to locator (a login, `acme/api#12`). */
  readonly locators: Readonly<Record<string, string>>;
}

export interface CreateRequest extends WriteRequest {
  readonly ownKey: string;
  /** The scope to create it in: `acme/api`, the project `API`. */
  readonly scope: string;
  /** By relation: the records at this side that `parents` asks for. */
  readonly parents: Readonly<Record<string, RecordKey>>;
  /** For streams with `content`: what the file holds. */
  readonly file?: FileToSend;
}

export interface UpdateRequest extends WriteRequest {
  readonly key: RecordKey;
  /** All that the engine last saw of the record's fields: what the call expects to replace. */
  readonly expected: Readonly<Record<string, Json>>;
  /** `NormalisedRecord.version` of that state: the condition of a conditional write. */
  readonly expectedVersion: string | null;
}

export interface CreateSearch extends CreateRequest {
  /** When the first attempt began, by our clock, which may be off from the vendor's by hours: search wider. */
  readonly since: Date;
  /** For records that carry no key of ours: of these ids those that are not linked to something else. */
  unlinked?(externalIds: readonly string[]): Promise<readonly string[]>;
}

export interface Written {
  readonly key: RecordKey;
  /** The record after the write, as `fetchOne` would have given it; null: the answer does not show it, read it back. */
  readonly raw: Uint8Array | null;
}

export type EntryAnswer =
  | { readonly outcome: 'written'; readonly written: Written }
  | { readonly outcome: 'refused'; readonly error: SynclineError };

export interface ArrivalNote {
  readonly state: 'in_step' | 'conflict' | 'failed';
  /** One line for people. */
  readonly text: string;
  readonly url: string | null;
}

import type { Json } from '@syncline/core';
import type { RecordKey } from '../connector.ts';
import type { ConformanceSandbox } from './conformance-options.ts';

/**
 * How one stream's writes are tried. Callbacks are called with a `turn` that never repeats within a sandbox, so that
 * what must be unique can be. Values are canonical, as `FieldType` describes them.
 */
export interface WriteConformance<Sandbox extends ConformanceSandbox = ConformanceSandbox> {
  readonly stream: string;
  /** Where records are made; the first scope that the stream is read from when absent. */
  scope?(place: Omit<WritePlace<Sandbox>, 'scope'>): Promise<string>;
  /**
   * A record to create, with every required field and at least once every field that only a create may carry; for a
   * stream that creates nothing, `seed` instead. What it needs (the issue of a comment) the callback makes first.
   */
  draft?(place: WritePlace<Sandbox>, turn: number): WriteDraft | Promise<WriteDraft>;
  /** A record that is there already, for a stream that can't create. Called before each test. */
  seed?(place: WritePlace<Sandbox>, turn: number): Promise<RecordKey>;
  /** New values for every field that an update may write, each other than the record has; and other for each turn. */
  edit(place: WritePlace<Sandbox>, turn: number): WriteDraft | Promise<WriteDraft>;
  /** Fields that an update with null empties. */
  readonly empties?: readonly string[];
  /** Fields that the vendor takes only along with others, such as the reason of a state. */
  readonly along?: Readonly<Record<string, readonly string[]>>;
  /**
   * For records without room for our key, of which the vendor holds this field unique in a scope (a label's name):
   * then that is what they are found again by.
   */
  readonly naturalKey?: string;
  /** Fields that the vendor changes along with one, such as the reason of a state. */
  readonly entails?: Readonly<Record<string, readonly string[]>>;
  /** How a record is closed and opened again, where that is a state of it. */
  readonly closing?: StateTrial;
  /** How a record is put away and taken back, where that is another state than closed. */
  readonly archiving?: StateTrial;
  /** A create, or for a stream without creates an update, that the vendor refuses; `field` is the one it names. */
  refused?(
    place: WritePlace<Sandbox>,
    turn: number,
  ): (WriteDraft & { readonly field?: string }) | Promise<WriteDraft & { readonly field?: string }>;
  /** Has the next request that writes carried out, and its answer lost. Needed where the stream creates. */
  loseNextAnswer?(sandbox: Sandbox): void | Promise<void>;
  /** A person edits the record at the vendor. Needed where updates are conditional. */
  editElsewhere?(sandbox: Sandbox, key: RecordKey, turn: number): void | Promise<void>;
  /** Brings lists that lag behind up to date; called before the suite walks the stream. */
  settle?(sandbox: Sandbox): void | Promise<void>;
}

/** The updates that bring a record into a state and out of it again. */
export interface StateTrial {
  readonly on: WriteDraft['fields'];
  readonly off: WriteDraft['fields'];
}

export interface WritePlace<Sandbox extends ConformanceSandbox = ConformanceSandbox> {
  readonly sandbox: Sandbox;
  readonly client: unknown;
  readonly scope: string;
}

export interface WriteDraft {
  readonly fields: Readonly<Record<string, Json>>;
  /** The records that the stream's `parents` ask for. */
  readonly parents?: Readonly<Record<string, RecordKey>>;
  readonly locators?: Readonly<Record<string, string>>;
}

import type { FaultPlan, RequestLog, WebhookSender } from '@syncline/sandbox';
import type { SyncSide } from '@syncline/testing/start-sync-engine';

/**
 * A vendor that holds many records of one stream. What it shows comes from its simulator's own memory, in plain words,
 * and not through the connector.
 */
export interface FilledVendor extends SyncSide {
  readonly stream: string;
  /** Fields of the stream that are edited here and in the hub: a line, and a text in the vendor's own notation. */
  readonly titleField: string;
  readonly textField: string;
  /** The truth: every record as it is now. */
  records(): Iterable<VendorRecord>;
  setTitle(id: string, title: string): void;
  remove(id: string): void;
  /** What people do there all day: edits of all kinds, and new records. Returns how many edits were made. */
  runEdits(options: {
    readonly ratePerSecond: number;
    readonly signal: AbortSignal;
    readonly seed: number;
  }): Promise<number>;
  /** Sets up its webhooks by hand; absent where the connector does that. */
  subscribe?(url: string): void;
  /** False: it says nothing of a delete, so that one is found when the record is read again. */
  readonly tellsDeletes: boolean;
  readonly log: RequestLog;
  readonly faults: FaultPlan;
  readonly webhooks: WebhookSender;
  close(): Promise<void>;
}

export interface VendorRecord {
  readonly id: string;
  /**
   * By field of the stream; of the text only its letters and digits count. Edges by relation type and what is told of
   * their other end: `assigned_to.login`, or its id, `assigned_to.id`.
   */
  readonly shown: Readonly<Record<string, unknown>>;
}

/** @param records of the stream that the vendor is to hold; it holds more where so few would be one page of it */
export type StartFilled = (records: number, seed: number) => Promise<FilledVendor>;

/** What simulators are alike in. */
export interface Simulator extends Pick<FilledVendor, 'url' | 'runEdits' | 'log' | 'faults' | 'webhooks' | 'close'> {}

export function partsOf({ url, runEdits, log, faults, webhooks, close }: Simulator): Simulator {
  return { url, runEdits, log, faults, webhooks, close };
}

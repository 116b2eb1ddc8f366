import type { RecordKey } from './connector.ts';

/**
 * The files of a stream, such as the attachments of work items: their bytes are read from one vendor and sent to another
 * as they come, and never held whole. A stream with `content` has the fields `file_name` and `size` (bytes); its records
 * mostly carry no key of ours, and are known by the record that they hang at, their name and their size.
 */
export interface StreamContent<Client = unknown> {
  /** Opens a file for reading. Throws SynclineError; `not_found` where it is gone. */
  open(client: Client, key: RecordKey, signal: AbortSignal): Promise<FileBytes>;
  /** The largest file that the vendor takes there, in bytes; null: it doesn't say. */
  maxBytes?(client: Client, scope: string, signal: AbortSignal): Promise<number | null>;
  /**
   * The addresses that texts of the connection may name a file by, the one that is written first, each as it stands in
   * Markdown; for vendors whose documents show files by a node, `media:<id>` before them. Absent: texts can't show them. Pure.
   */
  addresses?(baseUrl: string, record: ShownFile): readonly string[];
}

/** Bytes that come as they are read; whoever has no use for them any more cancels `body`. */
export interface FileBytes {
  readonly body: ReadableStream<Uint8Array>;
  /** Null: the vendor did not say. */
  readonly size: number | null;
  readonly contentType: string | null;
}

/** A file that a create sends. */
export interface FileToSend {
  readonly fileName: string;
  readonly contentType: string;
  readonly size: number;
  readonly body: ReadableStream<Uint8Array>;
}

/** A file's record as it was read. */
export interface ShownFile {
  readonly externalId: string;
  readonly locator: string | null;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What a file may hold. One that holds more is refused in words, whatever it is that reads it. */
export const importLimits = {
  /** Bytes of an upload. */
  fileBytes: 1024 * 1024 * 1024,
  /** Bytes that the parts of an XLSX may unpack to, together. */
  unpackedBytes: 4 * 1024 * 1024 * 1024,
  /** How many times its packed size a part may unpack to, once it is larger than a megabyte. */
  unpackRatio: 400,
  /** Bytes of the texts that cells of an XLSX share: they are held while it is read. */
  sharedTextBytes: 128 * 1024 * 1024,
  /** Characters of a row, and of a cell. */
  rowChars: 1024 * 1024,
  cellChars: 100_000,
  columns: 1000,
} as const;

/** A file, or a part of it, that can't be read; its message is for the person who brought it. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError';
  readonly code: string;
  /** Where, as a person counts: from 1. */
  readonly row: number | null;

  constructor(code: string, message: string, row: number | null = null) {
    super(message);
    this.code = code;
    this.row = row;
  }
}

import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { importLimits, UnreadableFileError } from '../../limits.ts';
import type { ByteSource } from '../source-row.ts';

/** The parts of a packed file. It lies in a temporary file, since its list of parts stands at its end. */
export interface Zip {
  readonly names: ReadonlySet<string>;
  /** The text of a part, piece by piece. Throws UnreadableFileError when it unpacks to more than files may hold. */
  part(name: string): AsyncGenerator<string>;
  close(): Promise<void>;
}

const MAX_PARTS = 5_000;

export async function openZip(source: ByteSource): Promise<Zip> {
  const folder = await mkdtemp(join(tmpdir(), 'syncline-import-'));
  let zip: ZipFile | null = null;
  const close = async (): Promise<void> => {
    zip?.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const path = join(folder, 'file');
    await pipeline(Readable.from(source.bytes()), createWriteStream(path));
    zip = await openPromise(path, { autoClose: false, lazyEntries: true });
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) {
      entries.set(entry.fileName, entry);
      if (entries.size > MAX_PARTS)
        throw new UnreadableFileError('zip_parts', `The file holds more than ${MAX_PARTS} parts.`);
    }
    refuseBomb([...entries.values()]);
    const opened = zip;
    let unpacked = 0;
    const count = (bytes: number): void => {
      unpacked += bytes;
      if (unpacked > importLimits.unpackedBytes) throw tooLarge();
    };
    return {
      names: new Set(entries.keys()),
      part: (name) => partText(opened, entries.get(name), count),
      close,
    };
  } catch (error) {
    await close();
    if (error instanceof UnreadableFileError) throw error;
    throw new UnreadableFileError('zip', `The file is damaged: ${(error as Error).message}.`);
  }
}

/** What a part claims to unpack to; yauzl fails where it unpacks to anything else. */
function refuseBomb(entries: readonly Entry[]): void {
  const total = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  if (total > importLimits.unpackedBytes) throw tooLarge();
  for (const { compressedSize, uncompressedSize } of entries)
    if (uncompressedSize > 1024 * 1024 && uncompressedSize > compressedSize * importLimits.unpackRatio)
      throw new UnreadableFileError(
        'zip_bomb',
        `A part of the file unpacks to more than ${importLimits.unpackRatio} times its size, which no workbook of people does.`,
      );
}

function tooLarge(): UnreadableFileError {
  const limit = importLimits.unpackedBytes / 1024 ** 3;
  return new UnreadableFileError(
    'unpacked_size',
    `The workbook unpacks to more than ${limit} GiB. Save the sheet as CSV.`,
  );
}

async function* partText(
  zip: ZipFile,
  entry: Entry | undefined,
  count: (bytes: number) => void,
): AsyncGenerator<string> {
  if (!entry) return;
  if (entry.isEncrypted()) throw new UnreadableFileError('encrypted', 'The workbook is protected by a password.');
  const decoder = new TextDecoder('utf-8');
  const stream = await zip.openReadStreamPromise(entry);
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      count(chunk.length);
      const text = decoder.decode(chunk, { stream: true });
      if (text !== '') yield text;
    }
  } finally {
    stream.destroy();
  }
}

import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { RecordFollowUp } from '@syncline/connector-sdk';
import type { PreparedRecord, SameRecord } from '@syncline/store';

/**
 * Level 1 keeps an eighth of a page. Not in the thread pool: a page of 500 kB takes half a millisecond here, and
 * there it costs two to three times as much processor time for being handed to and fro in chunks.
 */
const PACKING = { chunkSize: 64 * 1024, params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** What the transformer hands to the merger. */
export interface NormalisedPage {
  /** Records whose bytes came as they were merged last; the merge looks whether that still holds. */
  readonly same: readonly SameRecord[];
  readonly records: readonly PreparedRecord[];
  /** Partial records that other records showed; they take no part in the counters. */
  readonly embedded: readonly PreparedRecord[];
  readonly followUps: readonly RecordFollowUp[];
}

export function packRaw(raw: Uint8Array): Buffer {
  return zstdCompressSync(raw, PACKING);
}

export function unpackRaw(packed: Buffer): Buffer {
  return unpack(packed);
}

/**
 * The records' fields stand on lines of their own, before everything else: they are JSON already, canonical and
 * without line breaks, and inside another JSON text each quote would be escaped and unescaped again.
 */
export function packNormalised(page: NormalisedPage): Buffer {
  let text = '';
  const withoutFields = (record: PreparedRecord): PreparedRecord => {
    text += `${record.fields}\n`;
    return { ...record, fields: '' };
  };
  const records = page.records.map(withoutFields);
  const embedded = page.embedded.map(withoutFields);
  const rest: NormalisedPage = { same: page.same, records, embedded, followUps: page.followUps };
  return zstdCompressSync(text + JSON.stringify(rest), PACKING);
}

export function unpackNormalised(packed: Buffer): NormalisedPage {
  const lines = unpack(packed).toString('utf8').split('\n');
  const { same, records, embedded, followUps } = JSON.parse(lines.at(-1)!) as NormalisedPage;
  const withFields = (record: PreparedRecord, line: number): PreparedRecord =>
    Object.assign(record, { fields: lines[line]! });
  return {
    same,
    records: records.map((record, i) => withFields(record, i)),
    embedded: embedded.map((record, i) => withFields(record, records.length + i)),
    followUps,
  };
}

/** Into one buffer of the size that the frame's header names: in chunks it takes half as long again. */
function unpack(packed: Buffer): Buffer {
  return zstdDecompressSync(packed, { chunkSize: Math.min(Math.max(contentSize(packed), 1024), 64 * 1024 * 1024) });
}

/** RFC 8878, 3.1.1.1: a descriptor, then the window's size (but for a single segment), then that of the content. */
function contentSize(frame: Buffer): number {
  const descriptor = frame[4] ?? 0;
  const isSingle = (descriptor & 0x20) !== 0;
  const at = isSingle ? 5 : 6;
  if (frame.length < at + 8) return 0;
  if (descriptor >> 6 === 1) return frame.readUInt16LE(at) + 256;
  return descriptor >> 6 === 2 ? frame.readUInt32LE(at) : 0;
}

import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompress } from 'node:zlib';
import type { PreparedRecord } from '@syncline/store';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/**
 * Level 1 costs about a millisecond for a page of 500 kB and keeps an eighth of it. Node hands the bytes
 * over a chunk at a time: with its default of 16 kB, unpacking such a page takes three times as long.
 */
const PACKING = { chunkSize: 64 * 1024, params: { [constants.ZSTD_c_compressionLevel]: 1 } };
const UNPACKING = { chunkSize: 512 * 1024 };

/** A record that has to be read because of what another one showed. */
export interface FollowUp {
  readonly stream: string;
  readonly externalId: string;
  readonly locator: string | null;
}

/** What the transformer hands to the merger. */
export interface NormalisedPage {
  readonly records: readonly PreparedRecord[];
  /** Partial records that other records showed; they take no part in the counters. */
  readonly embedded: readonly PreparedRecord[];
  readonly followUps: readonly FollowUp[];
}

export async function packRaw(raw: Uint8Array): Promise<Buffer> {
  return compress(raw, PACKING);
}

export async function unpackRaw(packed: Buffer): Promise<Buffer> {
  return decompress(packed, UNPACKING);
}

export async function packNormalised(page: NormalisedPage): Promise<Buffer> {
  return compress(JSON.stringify(page), PACKING);
}

export async function unpackNormalised(packed: Buffer): Promise<NormalisedPage> {
  return JSON.parse((await decompress(packed, UNPACKING)).toString('utf8')) as NormalisedPage;
}

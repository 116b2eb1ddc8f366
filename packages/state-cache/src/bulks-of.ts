import type { CachePair, ValueVersion } from './state-cache.ts';

/** What one bulk write of Cloudflare KV may hold. */
export const MAX_PAIRS = 10_000;
/** Of 100 MB; what is around the pairs counts, too. */
export const MAX_BYTES = 95_000_000;

interface BulkPair {
  key: string;
  value: string;
  metadata: ValueVersion;
}

/** The bodies of as many bulk writes as it takes, cut by number and by bytes. */
export function* bulksOf(pairs: readonly CachePair[], prefix: string): Generator<BulkPair[]> {
  let body: BulkPair[] = [];
  let bytes = 0;
  for (const { key, text, version } of pairs) {
    const pair = { key: prefix + key, value: text, metadata: version };
    // As it is sent: quotes of the value are escaped once more.
    const size = Buffer.byteLength(JSON.stringify(pair)) + 1;
    if (body.length > 0 && (body.length >= MAX_PAIRS || bytes + size > MAX_BYTES)) {
      yield body;
      body = [];
      bytes = 0;
    }
    body.push(pair);
    bytes += size;
  }
  if (body.length > 0) yield body;
}

/** Which value it is, in each value and beside it. */
export interface ValueVersion {
  /** Goes up with each value that is written under the key. */
  readonly version: number;
  /** Of the canonical JSON (RFC 8785) of the value without its `metadata`, in hex. */
  readonly sha256: string;
  /** When it was sent to the cache, ISO 8601 in UTC. */
  readonly written_at: string;
}

/** What is written under one key. */
export interface CachePair {
  readonly key: string;
  /** JSON of an object whose `metadata` is `version`. */
  readonly text: string;
  readonly version: ValueVersion;
}

/** A key that the cache holds; without a version it is nobody's that we know. */
export interface CachedKey {
  readonly key: string;
  readonly version: ValueVersion | null;
}

export interface WriteOutcome {
  /** Keys that the cache did not take; they may be sent again. */
  readonly refused: readonly string[];
}

/** What one cache can take. */
export interface CacheLimits {
  readonly keyBytes: number;
  readonly valueBytes: number;
  /** Pairs a call of ours, however many requests that makes. */
  readonly pairs: number;
  /** No key may be written more often than this, in ms. */
  readonly writeEveryMs: number;
  /** How long a write may take to be seen everywhere, in ms. */
  readonly lagMs: number;
}

/**
 * Where state is kept for others to read; never asked what is true, and never a lock. Every call throws
 * StateCacheError when the cache can't be reached or refuses all of it; then any part of it may have been done.
 */
export interface StateCache {
  readonly kind: 'none' | 'redis' | 'cloudflare';
  /** Which one it is: another one has to be filled anew. No secrets. */
  readonly identity: string;
  readonly limits: CacheLimits;
  put(pairs: readonly CachePair[]): Promise<WriteOutcome>;
  /** Keys that are not there are fine. */
  remove(keys: readonly string[]): Promise<WriteOutcome>;
  /** The values of those that are there. */
  get(keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Every key, page by page. */
  list(): AsyncIterable<readonly CachedKey[]>;
  close(): Promise<void>;
}

/** The cache can't be reached, or refuses. */
export class StateCacheError extends Error {
  override readonly name = 'StateCacheError';
  /** When to ask again, in ms; null: it did not say. */
  readonly retryAfterMs: number | null;

  constructor(message: string, options: { readonly retryAfterMs?: number | null; readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}

/** The version beside a value; null for what is none of ours. */
export function asValueVersion(value: unknown): ValueVersion | null {
  if (typeof value !== 'object' || value === null) return null;
  const { version, sha256, written_at: writtenAt } = value as Record<string, unknown>;
  if (typeof version !== 'number' || typeof sha256 !== 'string' || typeof writtenAt !== 'string') return null;
  return { version, sha256, written_at: writtenAt };
}

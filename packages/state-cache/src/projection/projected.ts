import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { CachePair, ValueVersion } from '../state-cache.ts';

/** What the truth comes to under one key. */
export interface Projected {
  readonly key: string;
  /** The entity that it is about; null: about several. */
  readonly subject: string | null;
  /** JSON, without `metadata`. */
  readonly content: Readonly<Record<string, unknown>>;
}

/** SHA-256, in hex, of the canonical text (RFC 8785) of what is cached. */
export function sumOf(content: Projected['content']): string {
  return createHash('sha256')
    .update(canonicalize(content) ?? '')
    .digest('hex');
}

/** As it is written. */
export function pairOf(key: string, content: Projected['content'], version: ValueVersion): CachePair {
  return { key, text: JSON.stringify({ ...content, metadata: version }), version };
}

/** Null stays null; times are ISO 8601 in UTC. */
export function timeOf(time: Date | null): string | null {
  return time === null ? null : time.toISOString();
}

/** What the keys of a workspace begin with: nothing for the default one. */
export function workspacePrefix(name: string): string {
  return name === 'default' ? '' : `workspaces/${encodeURIComponent(name)}/`;
}

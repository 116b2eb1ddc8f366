import type { Logger } from '@syncline/observability';
import { type CachePair, type Projected, pairOf, type StateCache, sumOf } from '@syncline/state-cache';
import type { LedgerEntry } from '@syncline/store';

export interface Workspace {
  readonly id: number;
  /** What its keys begin with. */
  readonly prefix: string;
}

/** A value that has to be written, and by when it was true. */
export interface Put {
  readonly workspaceId: number;
  readonly key: string;
  readonly subject: string | null;
  readonly content: Projected['content'];
  readonly sha256: string;
  readonly version: number;
  /** When what changed it was committed; null: not known. */
  readonly committedAt: Date | null;
}

export interface Removal {
  readonly workspaceId: number;
  readonly key: string;
  readonly subject: string | null;
}

export interface Changes {
  readonly puts: Put[];
  readonly removals: Removal[];
}

/** What is projected, by the key under which it is written; without what no cache would take. */
export function withFullKeys(
  projected: readonly Projected[],
  workspace: Workspace,
  { limits }: StateCache,
  logger: Logger,
): Projected[] {
  return projected.flatMap((each) => {
    const key = workspace.prefix + each.key;
    const size = Buffer.byteLength(key);
    // Unlike a value's, its size is known at once.
    if (size <= limits.keyBytes) return { ...each, key };
    logger.warn({ key: key.slice(0, 200), size }, 'state is not cached: its key is too long');
    return [];
  });
}

/** What has to be done so that the keys of `ledger` come to hold `expected`, and nothing else. */
export function changesBetween(
  workspace: Workspace,
  expected: readonly Projected[],
  ledger: readonly LedgerEntry[],
  committedAt: (subject: string | null) => Date | null,
): Changes {
  const standing = new Map(ledger.map((entry) => [entry.key, entry]));
  const puts: Put[] = [];
  for (const { key, subject, content } of expected) {
    const entry = standing.get(key);
    standing.delete(key);
    const sha256 = sumOf(content);
    if (entry?.sha256 === sha256) continue;
    const version = (entry?.version ?? 0) + 1;
    puts.push({ workspaceId: workspace.id, key, subject, content, sha256, version, committedAt: committedAt(subject) });
  }
  const removals = [...standing.values()].map(({ key, subject }) => ({ workspaceId: workspace.id, key, subject }));
  return { puts, removals };
}

/** As it is sent. */
export function asPair({ key, content, sha256, version }: Put, now: Date): CachePair {
  return pairOf(key, content, { version, sha256, written_at: now.toISOString() });
}

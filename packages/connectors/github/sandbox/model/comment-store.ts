import { seededCommentId, seededCommentOf } from './ids.ts';
import type { IssueIndex } from './issue-index.ts';
import type { SandboxComment } from './records.ts';
import { type IssueSeed, issueFacts, seededComment } from './seeded-issues.ts';
import type { DateTimeSeconds } from './time.ts';

/** The comments of one repository: seeded ones are worked out, changes are kept. */
export class CommentStore {
  readonly #from: IssueSeed;
  readonly #issues: IssueIndex;
  readonly #seededCounts: Uint8Array;
  readonly #changed = new Map<number, SandboxComment>();
  readonly #removed = new Set<number>();
  readonly #added = new Map<number, number[]>();
  readonly #removedOf = new Map<number, number>();
  #changes = 0;
  #seededIds: Float64Array | null = null;
  readonly #orders = new Map<string, { readonly version: string; readonly ids: number[] }>();

  constructor(from: IssueSeed, issues: IssueIndex) {
    this.#from = from;
    this.#issues = issues;
    this.#seededCounts = new Uint8Array(from.total + 1);
    if (from.withComments)
      for (let number = 1; number <= from.total; number += 1)
        this.#seededCounts[number] = issueFacts(from, number).comments;
  }

  countOf(number: number): number {
    return (
      (this.#seededCounts[number] ?? 0) + (this.#added.get(number)?.length ?? 0) - (this.#removedOf.get(number) ?? 0)
    );
  }

  get(id: number): SandboxComment | undefined {
    if (this.#removed.has(id)) return undefined;
    const changed = this.#changed.get(id);
    const comment = changed ?? this.#seeded(id);
    return comment !== undefined && this.#issues.has(comment.issueNumber) ? comment : undefined;
  }

  /** Of one issue, by id. */
  of(number: number): SandboxComment[] {
    const seeded = Array.from({ length: this.#seededCounts[number] ?? 0 }, (_, position) =>
      seededCommentId(this.#from.repositoryIndex, number, position),
    );
    return [...seeded, ...(this.#added.get(number) ?? [])].flatMap((id) => this.get(id) ?? []);
  }

  put(comment: SandboxComment): void {
    if (!this.#changed.has(comment.id) && this.#seeded(comment.id) === undefined) {
      const added = this.#added.get(comment.issueNumber) ?? [];
      added.push(comment.id);
      this.#added.set(comment.issueNumber, added);
    }
    this.#changed.set(comment.id, comment);
    this.#changes += 1;
  }

  remove(id: number): void {
    const comment = this.get(id);
    if (comment === undefined) return;
    this.#removed.add(id);
    this.#changes += 1;
    this.#removedOf.set(comment.issueNumber, (this.#removedOf.get(comment.issueNumber) ?? 0) + 1);
  }

  /** Ids in ascending order of what they are sorted by. */
  select(sort: 'created' | 'updated', since: DateTimeSeconds | null): readonly number[] {
    const version = `${this.#changes}/${this.#issues.membership}`;
    const known = since === null ? this.#orders.get(sort) : undefined;
    if (known?.version === version) return known.ids;
    const ids = this.#collect(sort, since);
    if (since === null) this.#orders.set(sort, { version, ids });
    return ids;
  }

  #collect(sort: 'created' | 'updated', since: DateTimeSeconds | null): number[] {
    const ids: number[] = [];
    for (const id of this.#allSeededIds()) {
      if (this.#removed.has(id) || this.#changed.has(id)) continue;
      // Looking at times only when asked: working out a comment costs more than all the rest.
      if (!this.#issues.has(seededCommentOf(this.#from.repositoryIndex, id).number)) continue;
      ids.push(id);
    }
    const recent = since === null ? ids : ids.slice(this.#firstSince(ids, since));
    const changed = [...this.#changed.keys()]
      .flatMap((id) => this.get(id) ?? [])
      .filter((comment) => since === null || comment.updatedAt >= since);
    if (sort === 'created') return [...recent, ...changed.map(({ id }) => id)].sort((a, b) => a - b);
    // Seeded comments were never edited: their order by id is the order by update, and every change is newer.
    return [...recent, ...changed.sort((a, b) => a.updatedAt - b.updatedAt || a.id - b.id).map(({ id }) => id)];
  }

  #firstSince(ids: readonly number[], since: DateTimeSeconds): number {
    let low = 0;
    let high = ids.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#seeded(ids[middle] ?? 0)?.updatedAt ?? 0) < since) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #seeded(id: number): SandboxComment | undefined {
    const { number, position } = seededCommentOf(this.#from.repositoryIndex, id);
    return number >= 1 && number <= this.#from.total && position < (this.#seededCounts[number] ?? 0)
      ? seededComment(this.#from, number, position)
      : undefined;
  }

  #allSeededIds(): Float64Array {
    if (this.#seededIds !== null) return this.#seededIds;
    const ids = new Float64Array(this.#seededCounts.reduce((sum, count) => sum + count, 0));
    let at = 0;
    this.#seededCounts.forEach((count, number) => {
      for (let position = 0; position < count; position += 1) {
        ids[at] = seededCommentId(this.#from.repositoryIndex, number, position);
        at += 1;
      }
    });
    this.#seededIds = ids;
    return ids;
  }
}

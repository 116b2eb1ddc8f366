import type { SandboxIssue } from './records.ts';

/** What searches have not seen yet: for each issue changed of late, its state before (null: it was not there). */
export class SearchIndex {
  readonly #now: () => number;
  readonly #stale = new Map<number, { readonly before: SandboxIssue | null; readonly untilMs: number }>();
  lagMs: number;
  /** Grows with every change, and whenever one becomes visible. */
  version = 0;

  constructor(now: () => number, lagMs: number) {
    this.#now = now;
    this.lagMs = lagMs;
  }

  changed(issueId: number, before: SandboxIssue | null): void {
    this.version += 1;
    if (this.lagMs <= 0 || this.#stale.has(issueId)) return;
    this.#stale.set(issueId, { before, untilMs: this.#now() + this.lagMs });
  }

  /** The states that searches still show in place of the newest ones, by issue. */
  stale(): ReadonlyMap<number, { readonly before: SandboxIssue | null }> {
    const now = this.#now();
    for (const [id, { untilMs }] of this.#stale) {
      if (untilMs > now) continue;
      this.#stale.delete(id);
      this.version += 1;
    }
    return this.#stale;
  }

  /** Lets searches see everything at once. */
  catchUp(): void {
    this.#stale.clear();
    this.version += 1;
  }
}

import type { SandboxIssue, SandboxUser } from './records.ts';
import { type IssueSeed, seededIssue, seededTimes } from './seeded-issues.ts';

export interface ProjectFacts {
  readonly index: number;
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly lead: SandboxUser;
}

/** One project: its issues, worked out until somebody changes them. */
export class ProjectStore {
  readonly seed: IssueSeed;
  facts: ProjectFacts;
  #highest: number;
  readonly #changed = new Map<number, SandboxIssue>();
  readonly #deleted = new Set<number>();

  constructor(facts: ProjectFacts, seed: IssueSeed) {
    this.facts = facts;
    this.seed = seed;
    this.#highest = seed.total;
  }

  /** The highest number ever given out. */
  get highest(): number {
    return this.#highest;
  }

  get count(): number {
    return this.#highest - this.#deleted.size;
  }

  issue(number: number): SandboxIssue | undefined {
    if (!this.has(number)) return undefined;
    return this.#changed.get(number) ?? seededIssue(this.seed, number);
  }

  has(number: number): boolean {
    return number >= 1 && number <= this.#highest && !this.#deleted.has(number);
  }

  times(number: number): { readonly createdAt: number; readonly updatedAt: number } {
    return this.#changed.get(number) ?? seededTimes(this.seed, number);
  }

  *numbers(): Generator<number> {
    for (let number = 1; number <= this.#highest; number += 1) if (!this.#deleted.has(number)) yield number;
  }

  /** Numbers are used up by creates that fail, too. */
  takeNumber(): number {
    this.#highest += 1;
    this.#deleted.add(this.#highest);
    return this.#highest;
  }

  put(issue: SandboxIssue): void {
    this.#deleted.delete(issue.number);
    this.#changed.set(issue.number, issue);
  }

  remove(number: number): void {
    this.#deleted.add(number);
    this.#changed.delete(number);
  }
}

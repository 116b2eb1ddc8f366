import type { SandboxIssue, SandboxPlace } from './records.ts';
import { type IssueSeed, seededIssue, seededTimes } from './seeded-issues.ts';

export type IssueOrder = 'created_at' | 'updated_at';
interface Times {
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** One project: its issues and other work items, worked out until somebody changes them. */
export class ProjectStore {
  readonly place: SandboxPlace;
  readonly index: number;
  readonly seed: IssueSeed;
  isArchived = false;
  #highest: number;
  readonly #changed = new Map<number, SandboxIssue>();
  readonly #deleted = new Set<number>();
  readonly #sorted = new Map<IssueOrder, readonly number[]>();

  constructor(place: SandboxPlace, seed: IssueSeed) {
    this.place = place;
    this.index = seed.projectIndex;
    this.seed = seed;
    this.#highest = seed.total;
  }

  /** The highest number ever given out. */
  get highest(): number {
    return this.#highest;
  }

  issue(iid: number): SandboxIssue | undefined {
    if (!Number.isInteger(iid) || iid < 1 || iid > this.#highest || this.#deleted.has(iid)) return undefined;
    return this.#changed.get(iid) ?? seededIssue(this.seed, iid);
  }

  times(iid: number): Times {
    return this.#changed.get(iid) ?? seededTimes(this.seed, iid);
  }

  *numbers(): Generator<number> {
    for (let iid = 1; iid <= this.#highest; iid += 1) if (!this.#deleted.has(iid)) yield iid;
  }

  /** Numbers of what the issues API lists, oldest first. Kept until the next change. */
  listed(order: IssueOrder): readonly number[] {
    const known = this.#sorted.get(order);
    if (known) return known;
    const key = order === 'created_at' ? 'createdAt' : 'updatedAt';
    const entries = [...this.numbers()]
      .filter((iid) => !['objective', 'key_result'].includes(this.#changed.get(iid)?.type ?? 'issue'))
      .map((iid) => [this.times(iid)[key], iid] as const)
      .sort((a, b) => a[0] - b[0] || a[1] - b[1])
      .map(([, iid]) => iid);
    this.#sorted.set(order, entries);
    return entries;
  }

  /** Tasks, objectives and key results: none of them is among what is worked out. */
  workItems(): SandboxIssue[] {
    return [...this.#changed.values()].filter(({ type }) => ['task', 'objective', 'key_result'].includes(type));
  }

  takeNumber(): number {
    this.#highest += 1;
    this.#deleted.add(this.#highest);
    return this.#highest;
  }

  put(issue: SandboxIssue): void {
    this.#deleted.delete(issue.iid);
    this.#changed.set(issue.iid, issue);
    this.#sorted.clear();
  }

  remove(iid: number): void {
    this.#deleted.add(iid);
    this.#changed.delete(iid);
    this.#sorted.clear();
  }
}

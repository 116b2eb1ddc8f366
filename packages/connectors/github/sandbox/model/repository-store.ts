import { CommentStore } from './comment-store.ts';
import { type IndexEntry, IssueIndex } from './issue-index.ts';
import type { SandboxIssue, SandboxLabel, SandboxMilestone, SandboxRepository, SandboxStatus } from './records.ts';
import { type IssueSeed, issueFacts, seededIssue } from './seeded-issues.ts';

/** One repository: what is seeded is worked out when asked for, what was changed is kept. */
export class RepositoryStore {
  meta: SandboxRepository;
  readonly labels: Map<number, SandboxLabel>;
  readonly milestones: Map<number, SandboxMilestone>;
  readonly index: IssueIndex;
  readonly comments: CommentStore;
  /** Of commits, oldest first. */
  readonly statuses: SandboxStatus[] = [];
  /** Where transferred issues live now. */
  readonly moved = new Map<number, { readonly repository: RepositoryStore; readonly number: number }>();
  readonly #seed: IssueSeed;
  readonly #changed = new Map<number, SandboxIssue>();

  constructor(
    meta: SandboxRepository,
    seed: IssueSeed,
    labels: readonly SandboxLabel[],
    milestones: readonly SandboxMilestone[],
  ) {
    this.meta = meta;
    this.#seed = seed;
    this.labels = new Map(labels.map((label) => [label.id, label]));
    this.milestones = new Map(milestones.map((milestone) => [milestone.number, milestone]));
    this.index = new IssueIndex(seed.total);
    for (let number = 1; number <= seed.total; number += 1) this.index.set(number, issueFacts(seed, number));
    this.comments = new CommentStore(seed, this.index);
  }

  get fullName(): string {
    return `${this.meta.owner}/${this.meta.name}`;
  }

  issue(number: number): SandboxIssue | undefined {
    if (!this.index.has(number)) return undefined;
    return this.#changed.get(number) ?? seededIssue(this.#seed, number);
  }

  /** True when the number was given to something that was deleted since. */
  wasDeleted(number: number): boolean {
    return number >= 1 && number <= this.index.highest && !this.index.has(number) && !this.moved.has(number);
  }

  put(issue: SandboxIssue): void {
    this.#changed.set(issue.number, issue);
    this.index.set(issue.number, entryOf(issue));
  }

  removeIssue(number: number): void {
    this.#changed.delete(number);
    this.index.remove(number);
  }

  nextNumber(): number {
    return this.index.highest + 1;
  }

  labelNamed(name: string): SandboxLabel | undefined {
    const wanted = name.toLowerCase();
    for (const label of this.labels.values()) if (label.name.toLowerCase() === wanted) return label;
    return undefined;
  }

  /** Those of the issue's labels that still exist. */
  labelsOf(issue: SandboxIssue): SandboxLabel[] {
    return issue.labelIds.flatMap((id) => this.labels.get(id) ?? []);
  }
}

function entryOf(issue: SandboxIssue): IndexEntry {
  return {
    isPullRequest: issue.isPullRequest,
    isClosed: issue.state === 'closed',
    updatedAt: issue.updatedAt,
    milestone: issue.milestone ?? 0,
  };
}

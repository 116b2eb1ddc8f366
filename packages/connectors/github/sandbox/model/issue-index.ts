import type { DateTimeSeconds } from './time.ts';

const EXISTS = 1;
const PULL_REQUEST = 2;
const CLOSED = 4;

export interface IssueSelection {
  readonly kind: 'all' | 'issues' | 'pulls';
  readonly state: 'open' | 'closed' | 'all';
  readonly sort: 'created' | 'updated';
  readonly since: DateTimeSeconds | null;
}

export interface IndexEntry {
  readonly isPullRequest: boolean;
  readonly isClosed: boolean;
  readonly updatedAt: DateTimeSeconds;
  /** 0: none. */
  readonly milestone: number;
}

/**
 * What lists of a repository need of each number, some bytes per issue. Orders are worked out when they are asked for
 * and kept until a change concerns them.
 */
export class IssueIndex {
  #flags: Uint8Array;
  #updatedAt: Uint32Array;
  #milestones: Uint16Array;
  #highest = 0;
  #counts = { openIssues: 0, closedIssues: 0, openPulls: 0, closedPulls: 0 };
  readonly #openByMilestone = new Map<number, number>();
  readonly #closedByMilestone = new Map<number, number>();
  #membership = 0;
  #states = 0;
  #touches = 0;
  readonly #orders = new Map<string, { readonly version: string; readonly numbers: Float64Array }>();

  constructor(capacity: number) {
    this.#flags = new Uint8Array(capacity + 1);
    this.#updatedAt = new Uint32Array(capacity + 1);
    this.#milestones = new Uint16Array(capacity + 1);
  }

  /** Grows whenever an issue comes or goes. */
  get membership(): number {
    return this.#membership;
  }

  /** The highest number ever given. */
  get highest(): number {
    return this.#highest;
  }

  get counts(): {
    readonly openIssues: number;
    readonly closedIssues: number;
    readonly openPulls: number;
    readonly closedPulls: number;
  } {
    return this.#counts;
  }

  has(number: number): boolean {
    return ((this.#flags[number] ?? 0) & EXISTS) !== 0;
  }

  milestoneCounts(milestone: number): { readonly open: number; readonly closed: number } {
    return { open: this.#openByMilestone.get(milestone) ?? 0, closed: this.#closedByMilestone.get(milestone) ?? 0 };
  }

  set(number: number, entry: IndexEntry): void {
    this.#grow(number);
    const flags = EXISTS | (entry.isPullRequest ? PULL_REQUEST : 0) | (entry.isClosed ? CLOSED : 0);
    const before = this.#flags[number] ?? 0;
    if (before === 0) this.#membership += 1;
    else this.#tally(number, -1);
    if (before !== flags) this.#states += 1;
    this.#touches += 1;
    this.#flags[number] = flags;
    this.#updatedAt[number] = entry.updatedAt;
    this.#milestones[number] = entry.milestone;
    this.#highest = Math.max(this.#highest, number);
    this.#tally(number, 1);
  }

  remove(number: number): void {
    if (!this.has(number)) return;
    this.#tally(number, -1);
    this.#flags[number] = 0;
    this.#membership += 1;
  }

  /** Numbers in ascending order of what they are sorted by. */
  select(selection: IssueSelection): Float64Array {
    // A list by creation doesn't change with edits, and one of all states not by closing.
    const version = `${this.#membership}/${selection.state === 'all' ? 0 : this.#states}/${selection.sort === 'updated' ? this.#touches : 0}`;
    const key = `${selection.kind}/${selection.state}/${selection.sort}`;
    const known = selection.since === null ? this.#orders.get(key) : undefined;
    if (known?.version === version) return known.numbers;
    const numbers = this.#collect(selection);
    if (selection.since === null) this.#orders.set(key, { version, numbers });
    return numbers;
  }

  #collect({ kind, state, sort, since }: IssueSelection): Float64Array {
    const found = new Float64Array(this.#highest);
    let length = 0;
    for (let number = 1; number <= this.#highest; number += 1) {
      const flags = this.#flags[number] ?? 0;
      if (flags === 0) continue;
      if (kind !== 'all' && (kind === 'pulls') !== ((flags & PULL_REQUEST) !== 0)) continue;
      if (state !== 'all' && (state === 'closed') !== ((flags & CLOSED) !== 0)) continue;
      const updatedAt = this.#updatedAt[number] ?? 0;
      if (since !== null && updatedAt < since) continue;
      // Time and number in one float: sorting it needs no comparing function, which matters with a million.
      found[length] = sort === 'updated' ? updatedAt * NUMBER_SPACE + number : number;
      length += 1;
    }
    const numbers = found.subarray(0, length);
    if (sort === 'updated') {
      numbers.sort();
      for (let at = 0; at < length; at += 1) numbers[at] = (numbers[at] ?? 0) % NUMBER_SPACE;
    }
    return numbers;
  }

  #tally(number: number, by: 1 | -1): void {
    const flags = this.#flags[number] ?? 0;
    const isClosed = (flags & CLOSED) !== 0;
    const isPull = (flags & PULL_REQUEST) !== 0;
    if (isPull) this.#counts[isClosed ? 'closedPulls' : 'openPulls'] += by;
    else this.#counts[isClosed ? 'closedIssues' : 'openIssues'] += by;
    const milestone = this.#milestones[number] ?? 0;
    if (milestone === 0) return;
    const counts = isClosed ? this.#closedByMilestone : this.#openByMilestone;
    counts.set(milestone, (counts.get(milestone) ?? 0) + by);
  }

  #grow(number: number): void {
    if (number < this.#flags.length) return;
    const capacity = Math.max(64, number + 1, this.#flags.length * 2);
    const flags = new Uint8Array(capacity);
    flags.set(this.#flags);
    this.#flags = flags;
    const updatedAt = new Uint32Array(capacity);
    updatedAt.set(this.#updatedAt);
    this.#updatedAt = updatedAt;
    const milestones = new Uint16Array(capacity);
    milestones.set(this.#milestones);
    this.#milestones = milestones;
  }
}

const NUMBER_SPACE = 2 ** 21;

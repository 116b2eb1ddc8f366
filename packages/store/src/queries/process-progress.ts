import { estimateProgress, isFinished, type ProcessState, type ProgressSample } from '@syncline/core';
import type { ProcessFacts } from './process-view.ts';

/** How far a tree of processes is, derived when read (rule 7.4). */
export interface ProcessProgress {
  /** Records done, of the streams whose size is known. */
  readonly done: number;
  /** Null until all streams that can be counted are. */
  readonly expected: number | null;
  /** 0 to 1, or null while `expected` is. */
  readonly share: number | null;
  /** Records a second of late; null when it can't be said. */
  readonly rate: number | null;
  /** Ms until done at that rate; null means unknown. Covers what `expected` covers. */
  readonly etaMs: number | null;
  /** Streams under way that the vendor gives no count for: not in the figures above. */
  readonly uncountedStreams: readonly string[];
}

/** Records that became done at about a time, of one process. */
export interface ProgressStep {
  readonly at: number;
  readonly records: number;
}

const beforeCounted: readonly ProcessState[] = ['created', 'initializing', 'counting', 'queuing_pages'];

/** The state that matters for what is known: that of a paused process is the one it was paused in. */
const knownState = (process: ProcessFacts): ProcessState =>
  process.state === 'paused' ? (process.resumeState ?? 'created') : process.state;

/** Progress of a process over its leaves: its children, or itself when it has none. */
export function deriveProgress(
  root: ProcessFacts,
  children: readonly ProcessFacts[],
  steps: ReadonlyMap<string, readonly ProgressStep[]>,
  now: number,
): ProcessProgress {
  const leaves = children.length > 0 ? children : [root];
  const counted = leaves.filter((leaf) => isFinished(leaf.state) || leaf.counters.recordsExpected !== null);
  const uncountedStreams = leaves
    .filter((leaf) => !counted.includes(leaf) && !beforeCounted.includes(knownState(leaf)))
    .map((leaf) => leaf.stream ?? leaf.kind);
  const counting = leaves.some((leaf) => beforeCounted.includes(knownState(leaf)));
  const done = Math.round(total(counted, doneOf));
  // What grew while it was read is more than was counted.
  const expected = counting || counted.length === 0 ? null : Math.max(done, total(counted, expectedOf));
  const share = expected === null ? null : expected === 0 ? 1 : done / expected;
  const still = isFinished(root.state) || root.state === 'paused';
  const estimate = still ? { rate: null, etaMs: null } : estimateProgress(samplesOf(counted, steps), expected, now);
  return { done, expected, share, ...estimate, uncountedStreams: isFinished(root.state) ? [] : uncountedStreams };
}

/** What the tree as a whole is doing. */
export function deriveTreeState(root: ProcessFacts, children: readonly ProcessFacts[]): ProcessState {
  const open = children.filter((child) => !isFinished(child.state));
  if (root.state !== 'processing' || open.length === 0) return root.state;
  if (open.every((child) => child.state === 'paused')) return 'paused';
  if (open.some((child) => beforeCounted.includes(child.state))) return 'counting';
  return open.every((child) => child.state === 'completing') ? 'completing' : 'processing';
}

/** Records that are ignored (pull requests in a list of issues) are part of what was counted, so they are part of done. */
function doneOf({ counters: c }: ProcessFacts): number {
  const merged =
    c.recordsCreated + c.recordsUpdated + c.recordsUnchanged + c.recordsStale + c.recordsConflicted + c.recordsFailed;
  const kept = c.recordsFetched - c.recordsIgnored;
  return kept > 0 ? (merged * c.recordsFetched) / kept : c.recordsIgnored;
}

function expectedOf(leaf: ProcessFacts): number {
  return isFinished(leaf.state) ? Math.round(doneOf(leaf)) : (leaf.counters.recordsExpected ?? 0);
}

/** Steps of all leaves in one line, each leaf's scaled so that it ends at what its exact counters say. */
function samplesOf(
  leaves: readonly ProcessFacts[],
  steps: ReadonlyMap<string, readonly ProgressStep[]>,
): ProgressSample[] {
  const all = leaves.flatMap((leaf) => {
    const own = steps.get(leaf.id) ?? [];
    const seen = total(own, (step) => step.records);
    const scale = seen > 0 ? doneOf(leaf) / seen : 0;
    return own.map((step) => ({ at: step.at, records: step.records * scale }));
  });
  let done = 0;
  return all
    .sort((a, b) => a.at - b.at)
    .map((step) => {
      done += step.records;
      return { at: step.at, done };
    });
}

function total<Item>(items: readonly Item[], amount: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + amount(item), 0);
}

/** Kinds of run. An `import` is of no connection (0): it applies a file, or takes one back. */
export type ProcessKind = 'backfill' | 'incremental' | 'import';

/** SEMANTICS 7.1. */
export type ProcessState =
  | 'created'
  | 'initializing'
  | 'counting'
  | 'queuing_pages'
  | 'processing'
  | 'completing'
  | 'completed'
  | 'completed_with_errors'
  | 'failed'
  | 'paused'
  | 'cancelled';

/** A page's way: fetched raw, normalised, merged; or given up; or dropped with its cancelled process. */
export type PageState = 'queued' | 'fetched' | 'normalised' | 'merged' | 'failed' | 'cancelled';

/** What became of the records of one page. */
export interface PageOutcomeCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly stale: number;
  readonly conflicted: number;
  readonly failed: number;
}

const running = ['created', 'initializing', 'counting', 'queuing_pages', 'processing', 'completing'] as const;
type RunningState = (typeof running)[number];

const next: Record<ProcessState, readonly ProcessState[]> = {
  created: ['initializing', 'paused', 'cancelled', 'failed'],
  initializing: ['counting', 'completing', 'paused', 'cancelled', 'failed'],
  counting: ['queuing_pages', 'processing', 'completing', 'paused', 'cancelled', 'failed'],
  queuing_pages: ['processing', 'completing', 'paused', 'cancelled', 'failed'],
  processing: ['completing', 'paused', 'cancelled', 'failed'],
  completing: ['completed', 'completed_with_errors', 'failed', 'cancelled'],
  completed: [],
  completed_with_errors: [],
  failed: [],
  paused: [...running, 'cancelled', 'failed'],
  cancelled: [],
};

/** The states that a process may go to from `state`; the database checks the same table by compare-and-swap. */
export function processTransitions(state: ProcessState): readonly ProcessState[] {
  return next[state];
}

/** All states from which `to` may be entered: the `where state = any(…)` of a guarded transition. */
export function processSources(to: ProcessState): readonly ProcessState[] {
  return (Object.keys(next) as ProcessState[]).filter((from) => next[from].includes(to));
}

export function isFinished(state: ProcessState): boolean {
  return next[state].length === 0;
}

export function isRunning(state: ProcessState): state is RunningState {
  return (running as readonly ProcessState[]).includes(state);
}

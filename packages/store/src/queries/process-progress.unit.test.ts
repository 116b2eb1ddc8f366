import type { ProcessState } from '@syncline/core';
import { expect, it } from 'vitest';
import { deriveProgress, deriveTreeState, type ProgressStep } from './process-progress.ts';
import type { ProcessCounters, ProcessFacts } from './process-view.ts';

const none: ProcessCounters = {
  pagesExpected: 0,
  pagesFetched: 0,
  pagesMerged: 0,
  pagesFailed: 0,
  recordsExpected: null,
  recordsFetched: 0,
  recordsIgnored: 0,
  recordsNormalised: 0,
  recordsCreated: 0,
  recordsUpdated: 0,
  recordsUnchanged: 0,
  recordsStale: 0,
  recordsConflicted: 0,
  recordsFailed: 0,
  recordsWrittenBack: 0,
};

function process(
  stream: string,
  state: ProcessState,
  counters: Partial<ProcessCounters> = {},
  resumeState: ProcessState | null = null,
): ProcessFacts {
  return {
    id: stream,
    parentId: 'parent',
    kind: 'backfill',
    connectionId: 1,
    connectionName: 'one',
    connector: 'github',
    stream,
    state,
    resumeState,
    error: null,
    createdAt: new Date(0),
    startedAt: new Date(0),
    finishedAt: null,
    elapsedMs: 0,
    counters: { ...none, ...counters },
  };
}

const parent = process('parent', 'processing');
const steady = (records: number, from = 1): ProgressStep[] =>
  Array.from({ length: records / 100 }, (_, index) => ({ at: (from + index) * 1000, records: 100 }));

it('estimates what is left from the pace of late', () => {
  const issues = process('issues', 'processing', {
    recordsExpected: 4_000,
    recordsFetched: 1_000,
    recordsCreated: 1_000,
  });
  const progress = deriveProgress(parent, [issues], new Map([['issues', steady(1_000)]]), 10_000);
  expect(progress).toMatchObject({ done: 1_000, expected: 4_000, share: 0.25, uncountedStreams: [] });
  expect(progress.rate).toBeCloseTo(100);
  expect(progress.etaMs).toBeCloseTo(30_000);
});

it('says unknown while a stream is still being counted, or too little was done', () => {
  const counted = process('issues', 'processing', {
    recordsExpected: 4_000,
    recordsFetched: 1_000,
    recordsCreated: 1_000,
  });
  const steps = new Map([['issues', steady(1_000)]]);
  expect(deriveProgress(parent, [counted, process('comments', 'counting')], steps, 10_000)).toMatchObject({
    expected: null,
    share: null,
    etaMs: null,
  });
  const begun = process('issues', 'processing', {
    recordsExpected: 40_000,
    recordsFetched: 1_000,
    recordsCreated: 1_000,
  });
  expect(deriveProgress(parent, [begun], steps, 10_000).etaMs).toBeNull();
});

it('counts what was ignored as done, because it was part of what was expected', () => {
  const issues = process('issues', 'processing', {
    recordsExpected: 4_000,
    recordsFetched: 1_000,
    recordsIgnored: 500,
    recordsCreated: 500,
  });
  const progress = deriveProgress(parent, [issues], new Map([['issues', steady(500)]]), 5_000);
  expect(progress.done).toBe(1_000);
  expect(progress.etaMs).toBeCloseTo(15_000);
});

it('names streams of unknown size and leaves them out of the figures', () => {
  const issues = process('issues', 'processing', {
    recordsExpected: 4_000,
    recordsFetched: 1_000,
    recordsCreated: 1_000,
  });
  const labels = process('labels', 'processing', { recordsFetched: 300, recordsCreated: 300 });
  const progress = deriveProgress(parent, [issues, labels], new Map([['issues', steady(1_000)]]), 10_000);
  expect(progress).toMatchObject({ done: 1_000, expected: 4_000, uncountedStreams: ['labels'] });
  const ended = process('labels', 'completed', { recordsFetched: 300, recordsCreated: 300 });
  expect(deriveProgress(parent, [issues, ended], new Map(), 10_000)).toMatchObject({
    done: 1_300,
    expected: 4_300,
    uncountedStreams: [],
  });
});

it('is never more than all, when the list grew while it was read', () => {
  const issues = process('issues', 'processing', { recordsExpected: 100, recordsFetched: 103, recordsCreated: 103 });
  expect(deriveProgress(parent, [issues], new Map(), 1_000)).toMatchObject({ done: 103, expected: 103, share: 1 });
  expect(deriveProgress(process('empty', 'completed'), [], new Map(), 1_000)).toMatchObject({
    done: 0,
    expected: 0,
    share: 1,
  });
});

it('knows how far a paused process is, and promises no end', () => {
  const paused = process(
    'issues',
    'paused',
    { recordsExpected: 4_000, recordsFetched: 1_000, recordsCreated: 1_000 },
    'processing',
  );
  const root = { ...parent, state: 'paused' as const, resumeState: 'processing' as const };
  expect(deriveProgress(root, [paused], new Map([['issues', steady(1_000)]]), 10_000)).toMatchObject({
    share: 0.25,
    rate: null,
    etaMs: null,
  });
});

it('tells what the tree is doing', () => {
  const doing = (...states: ProcessState[]) =>
    deriveTreeState(
      parent,
      states.map((state, index) => process(String(index), state)),
    );
  expect(doing('counting', 'processing')).toBe('counting');
  expect(doing('processing', 'completed')).toBe('processing');
  expect(doing('completing', 'completed')).toBe('completing');
  expect(doing('paused', 'completed')).toBe('paused');
  expect(doing('completed', 'failed')).toBe('processing');
  expect(deriveTreeState({ ...parent, state: 'failed' }, [process('0', 'processing')])).toBe('failed');
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFinished, isRunning, type ProcessState, processSources, processTransitions } from './process.ts';

const states: ProcessState[] = [
  'created',
  'initializing',
  'counting',
  'queuing_pages',
  'processing',
  'completing',
  'completed',
  'completed_with_errors',
  'failed',
  'paused',
  'cancelled',
];
const state = fc.constantFrom(...states);

describe('7.1 the states of a process', () => {
  it('never leave an end', () => {
    for (const end of ['completed', 'completed_with_errors', 'failed', 'cancelled'] as const) {
      expect(isFinished(end)).toBe(true);
      expect(processTransitions(end)).toEqual([]);
    }
  });

  it('are entered from exactly the states that lead there', () => {
    fc.assert(
      fc.property(state, state, (from, to) => {
        expect(processSources(to).includes(from)).toBe(processTransitions(from).includes(to));
      }),
    );
  });

  it('reach completed through completing alone', () => {
    expect(processSources('completed')).toEqual(['completing']);
    expect(processSources('completed_with_errors')).toEqual(['completing']);
  });

  it('are either running, paused or ended', () => {
    for (const each of states)
      expect([isRunning(each), each === 'paused', isFinished(each)].filter(Boolean)).toHaveLength(1);
  });

  it('can be cancelled until they end', () => {
    for (const each of states) expect(processTransitions(each).includes('cancelled')).toBe(!isFinished(each));
  });
});

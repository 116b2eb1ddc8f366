import { describe, expect, it } from 'vitest';
import { FaultPlan } from './fault-plan.ts';

describe('the fault plan', () => {
  it('hits as many matching requests as asked, after those let through', () => {
    const plan = new FaultPlan();
    plan.add({ kind: 'status', status: 500, path: '^/a', method: 'GET', skip: 1, count: 2 });
    const hits = [
      ['GET', '/b'],
      ['POST', '/a'],
      ['GET', '/a'],
      ['GET', '/a?x'],
      ['GET', '/a'],
      ['GET', '/a'],
    ].map(([method = '', url = '']) => plan.take(method, url)?.status ?? null);
    expect(hits).toEqual([null, null, null, 500, 500, null]);
    expect(plan.list()).toEqual([]);
  });

  it('forgets what is taken back', () => {
    const plan = new FaultPlan();
    plan.remove(plan.add({ kind: 'reset' }));
    plan.add({ kind: 'reset', count: 9 });
    plan.clear();
    expect(plan.take('GET', '/')).toBeNull();
  });
});

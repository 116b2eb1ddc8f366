import { describe, expect, it } from 'vitest';
import { FixedWindow } from './fixed-window.ts';

describe('a quota per window', () => {
  it('gives out its limit, gives back refunds and starts anew', () => {
    let now = 1_000;
    const window = new FixedWindow(2, 500, () => new Date(now));
    expect([window.take(), window.take(), window.take()]).toEqual([true, true, false]);
    window.refund();
    expect(window.state()).toMatchObject({ remaining: 1, used: 1, resetAt: new Date(1_500) });
    window.drainTo(0);
    expect(window.take()).toBe(false);
    now = 1_500;
    expect([window.take(), window.state().remaining]).toEqual([true, 1]);
  });
});

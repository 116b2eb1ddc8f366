import { expect, it } from 'vitest';
import { money } from './money.ts';

it('an amount stands before the word of its currency, whatever that is, and alone where there is none', () => {
  expect(money({ amount: 12_500.5, currency: 'EUR' })).toBe('12,500.5 EUR');
  expect(money({ amount: 3, currency: 'Taler' })).toBe('3 Taler');
  expect(money({ amount: 0.1, currency: null })).toBe('0.1');
});

import { connectors } from '@syncline/connector-registry';
import { RequestLog } from '@syncline/sandbox';
import { expect, it } from 'vitest';
import { answeredAtOnce } from './reading-watch.ts';
import { filledVendors } from './vendors/index.ts';

it('knows how to fill the vendor of every connector that has one', () => {
  const ids = [...connectors.values()].flatMap(({ id, isStub }) => (isStub ? [] : [id]));
  expect([...filledVendors.keys()].sort()).toEqual(ids.sort());
});

it('counts requests as side by side while their answers overlap, and not when one follows the other', () => {
  const log = new RequestLog();
  const answered = (endsAt: number, durationMs: number): void =>
    log.add({ method: 'GET', url: '/list', route: '/list', status: 200, durationMs, at: new Date(endsAt) });
  expect(answeredAtOnce(log)).toBe(0);
  answered(1_000, 100);
  answered(1_100, 100);
  expect(answeredAtOnce(log)).toBe(1);
  answered(1_150, 100);
  answered(1_160, 100);
  expect(answeredAtOnce(log)).toBe(3);
});

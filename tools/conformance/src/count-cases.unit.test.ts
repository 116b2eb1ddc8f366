import { expect, it } from 'vitest';
import { countCases, formatCases, type TestReport } from './count-cases.ts';

const test = (status: string, ...ancestorTitles: string[]) => ({ status, ancestorTitles });
const report: TestReport = {
  testResults: [
    {
      name: '/house/packages/connectors/one/src/one.contract.test.ts',
      status: 'failed',
      assertionResults: [
        test('passed', 'connector one', 'paging'),
        test('failed', 'connector one', 'webhooks'),
        test('skipped', 'connector one'),
      ],
    },
    {
      name: '/house/packages/connectors/one/sandbox/limits.contract.test.ts',
      status: 'passed',
      assertionResults: [test('passed', 'limits'), test('passed')],
    },
    { name: '/house/packages/connectors/two/src/two.contract.test.ts', status: 'failed', assertionResults: [] },
    { name: '/house/packages/core/src/other.test.ts', status: 'passed', assertionResults: [test('passed')] },
  ],
};

it('counts the cases of the suite apart from the other tests of a connector', () => {
  expect(countCases(report, '/house', ['one'])).toEqual([
    { connector: 'one', suite: 3, own: 2, passed: 3, failed: 1, skipped: 1 },
  ]);
});

it('counts a file that did not load as failed, and shows a connector that has no case', () => {
  expect(countCases(report, '/house', ['three', 'two'])).toMatchObject([
    { connector: 'three', suite: 0, failed: 0 },
    { connector: 'two', suite: 0, failed: 1 },
  ]);
});

it('prints a line for each connector and one for all', () => {
  expect(formatCases(countCases(report, '/house', ['one', 'two']))).toBe(
    [
      'connector  suite  own  passed  failed  skipped',
      'one            3    2       3       1        1',
      'two            0    0       0       1        0',
      'all            3    2       3       2        1',
    ].join('\n'),
  );
});

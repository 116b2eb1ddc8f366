import { relative, sep } from 'node:path';

/** What is used of vitest's JSON report. */
export interface TestReport {
  readonly testResults: readonly {
    /** The file. */
    readonly name: string;
    /** `failed` with no results: it did not load. */
    readonly status: string;
    readonly assertionResults: readonly { readonly ancestorTitles: readonly string[]; readonly status: string }[];
  }[];
}

export interface CaseCount {
  readonly connector: string;
  /** Cases of the suite that every connector has to pass. */
  suite: number;
  /** Further contract tests in the connector's folder: of what it alone does, and of its simulator. */
  own: number;
  passed: number;
  failed: number;
  skipped: number;
}

/** Cases by connector, for each of `folders` (the names under packages/connectors), in their order. */
export function countCases(report: TestReport, root: string, folders: readonly string[]): CaseCount[] {
  const counts = new Map<string, CaseCount>(
    folders.map((connector) => [connector, { connector, suite: 0, own: 0, passed: 0, failed: 0, skipped: 0 }]),
  );
  for (const file of report.testResults) {
    const [, , folder] = relative(root, file.name).split(sep);
    const count = counts.get(folder ?? '');
    if (!count) continue;
    if (file.status === 'failed' && file.assertionResults.length === 0) count.failed += 1;
    for (const { ancestorTitles, status } of file.assertionResults) {
      if (ancestorTitles[0] === `connector ${folder}`) count.suite += 1;
      else count.own += 1;
      if (status === 'passed') count.passed += 1;
      else if (status === 'failed') count.failed += 1;
      else count.skipped += 1;
    }
  }
  return [...counts.values()];
}

/** The counts for people: a line each, and their sum. */
export function formatCases(counts: readonly CaseCount[]): string {
  const sum = (pick: (count: CaseCount) => number) => counts.reduce((total, count) => total + pick(count), 0);
  const row = (name: string, of: (pick: (count: CaseCount) => number) => number): string[] => [
    name,
    ...[
      (count: CaseCount) => count.suite,
      (count: CaseCount) => count.own,
      (count: CaseCount) => count.passed,
      (count: CaseCount) => count.failed,
      (count: CaseCount) => count.skipped,
    ].map((pick) => String(of(pick))),
  ];
  const rows = [
    ['connector', 'suite', 'own', 'passed', 'failed', 'skipped'],
    ...counts.map((count) => row(count.connector, (pick) => pick(count))),
    row('all', sum),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0))) ?? [];
  return rows
    .map((cells) =>
      cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
    )
    .join('\n');
}

// Prints `<passed> <failed>` of a vitest JSON report. A test file that didn't load counts as one failed, and so does a
// test that was skipped: on this machine everything is there that a test may want.
import { readFileSync } from 'node:fs';

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
let failed = report.numFailedTests;
for (const file of report.testResults) {
  if (file.status === 'failed' && file.assertionResults.length === 0) failed += 1;
  for (const test of file.assertionResults) {
    if (test.status !== 'skipped' && test.status !== 'pending') continue;
    console.error(`Skipped, so failed: ${test.fullName}`);
    failed += 1;
  }
}
console.log(`${report.numPassedTests} ${failed}`);

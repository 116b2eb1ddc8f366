// Prints `<passed> <failed>` of a vitest JSON report; with --failed the names of what failed instead, each on a line with
// the first of what it said. A test file that didn't load counts as one failed, and so does a test that was skipped: on
// this machine everything is there that a test may want.
import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

const [file, option] = process.argv.slice(2);
const report = JSON.parse(readFileSync(file, 'utf8'));
const names = [];
let failed = report.numFailedTests;
for (const { name, status, assertionResults } of report.testResults) {
  if (status === 'failed' && assertionResults.length === 0) {
    failed += 1;
    names.push(`${name} didn't load`);
  }
  for (const test of assertionResults) {
    if (test.status === 'failed') names.push(`${name} > ${test.fullName}: ${firstOf(test.failureMessages)}`);
    if (test.status !== 'skipped' && test.status !== 'pending') continue;
    names.push(`skipped, so failed: ${test.fullName}`);
    failed += 1;
  }
}

function firstOf(messages) {
  return stripVTControlCharacters(messages?.[0] ?? '')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 600);
}

console.log(option === '--failed' ? names.join('\n') : `${report.numPassedTests} ${failed}`);

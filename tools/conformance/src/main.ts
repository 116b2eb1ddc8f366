import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countCases, formatCases, type TestReport } from './count-cases.ts';

/**
 * `pnpm conformance [connector...]`: the suite of every connector (or of those named), then how many cases each has.
 * Fails when a case fails, when one was skipped, and when a connector has no suite.
 */
const root = join(import.meta.dirname, '..', '..', '..');
const folders = readdirSync(join(root, 'packages/connectors')).sort();
const named = process.argv.slice(2);
const unknown = named.filter((name) => !folders.includes(name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no connector ${unknown.join(', ')} under packages/connectors: ${folders.join(', ')}\n`,
  );
  process.exit(2);
}

const chosen = named.length > 0 ? named : folders;
const reports = mkdtempSync(join(tmpdir(), 'conformance-'));
try {
  const file = join(reports, 'report.json');
  const code = await runVitest(file);
  const counts = countCases(JSON.parse(readFileSync(file, 'utf8')) as TestReport, root, chosen);
  process.stdout.write(`\n${formatCases(counts)}\n`);
  const lacking = counts.filter(({ suite, failed }) => suite === 0 && failed === 0);
  for (const { connector } of lacking)
    process.stderr.write(`${connector} has no suite: call describeConnectorConformance in its contract test\n`);
  const isClean = counts.every(({ failed, skipped }) => failed === 0 && skipped === 0);
  process.exitCode = code === 0 && lacking.length === 0 && isClean ? 0 : 1;
} finally {
  rmSync(reports, { recursive: true });
}

function runVitest(outputFile: string): Promise<number> {
  const places = chosen.map((name) => `packages/connectors/${name}/`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${outputFile}`];
  return new Promise((resolve, reject) => {
    const child = spawn(
      join(root, 'node_modules/.bin/vitest'),
      ['run', '--project', 'contract', ...places, ...reporters],
      { cwd: root, stdio: 'inherit' },
    );
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countCases, formatCases, type TestReport } from './count-cases.ts';
import { withParityFile } from './env.ts';

/**
 * `pnpm conformance [connector...]`: the suite of every connector (or of those named), then how many cases each has;
 * of all connectors also how alike the CRMs answer one and the same request. Fails when a case fails, when one was skipped, and when a connector has no suite.
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
  const parity = join(reports, 'parity.txt');
  const code = await runVitest(file, parity);
  const counts = countCases(JSON.parse(readFileSync(file, 'utf8')) as TestReport, root, chosen);
  process.stdout.write(`\n${formatCases(counts)}\n`);
  if (existsSync(parity)) process.stdout.write(`\n${readFileSync(parity, 'utf8')}\n`);
  const lacking = counts.filter(({ suite, failed }) => suite === 0 && failed === 0);
  for (const { connector } of lacking)
    process.stderr.write(`${connector} has no suite: call describeConnectorConformance in its contract test\n`);
  const isClean = counts.every(({ failed, skipped }) => failed === 0 && skipped === 0);
  process.exitCode = code === 0 && lacking.length === 0 && isClean ? 0 : 1;
} finally {
  rmSync(reports, { recursive: true });
}

function runVitest(outputFile: string, parityFile: string): Promise<number> {
  const places = chosen.map((name) => `packages/connectors/${name}/`);
  if (named.length === 0) places.push('packages/crm/');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${outputFile}`];
  return new Promise((resolve, reject) => {
    const child = spawn(
      join(root, 'node_modules/.bin/vitest'),
      ['run', '--project', 'contract', ...places, ...reporters],
      { cwd: root, stdio: 'inherit', env: withParityFile(parityFile) },
    );
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

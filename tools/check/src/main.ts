import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** What `pnpm check` runs: all of it, whatever fails, so that one run shows every problem. */
const checks: readonly { readonly name: string; readonly command: string; readonly args: readonly string[] }[] = [
  { name: 'types', command: 'tsc', args: ['--noEmit'] },
  { name: 'types of the console', command: 'tsc', args: ['--noEmit', '-p', 'apps/console'] },
  { name: 'lint', command: 'oxlint', args: ['--type-aware', '--deny-warnings'] },
  { name: 'format', command: 'biome', args: ['check', '--max-diagnostics=20', '.'] },
  { name: 'directions', command: 'vitest', args: ['run', '--project', 'unit', 'tools/architecture'] },
  { name: 'dead code', command: 'knip', args: ['--no-config-hints'] },
];

const root = join(import.meta.dirname, '..', '..', '..');
const failed: string[] = [];
for (const { name, command, args } of checks) {
  const startedAt = performance.now();
  const { code, output } = await run(join(root, 'node_modules', '.bin', command), args);
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)\n`);
  if (code === 0) continue;
  failed.push(name);
  process.stdout.write(`${output.trim()}\n\n`);
}
if (failed.length > 0)
  process.stdout.write(`${failed.length} of ${checks.length} checks failed: ${failed.join(', ')}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;

function run(command: string, args: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer) => (output += chunk.toString());
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

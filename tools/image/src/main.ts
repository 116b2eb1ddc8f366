import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sbomProblems } from './check-sbom.ts';

/**
 * `pnpm check:image IMAGE`: says what a built image of Syncline weighs and what that consists of. It holds when our part
 * keeps to its budget, its bill of materials lists just what is in it, its label says the version of package.json, and
 * every role that starts in it, read-only, finds all its code in the compile cache.
 */
const BUDGET_BYTES = 80_000_000;
const root = join(import.meta.dirname, '..', '..', '..');
const [image] = process.argv.slice(2);
if (image === undefined) {
  process.stderr.write('Name an image: pnpm check:image syncline:local\n');
  process.exit(64);
}

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const broken: string[] = [];
weigh();
const label = docker('image', 'inspect', '-f', '{{index .Config.Labels "org.opencontainers.image.version"}}', image);
if (label !== version) broken.push(`its label says version ${label}, package.json ${version}`);
if (inImage('syncline', '--version') !== version) broken.push('`syncline --version` says another version');
const packages = JSON.parse(inImageBy('cat', 'dist/contents.json')) as string[];
const wrong = await sbomProblems(inImageBy('cat', 'sbom.cdx.json'), { version, packages });
broken.push(...wrong.map((problem) => `the bill of materials: ${problem}`));
process.stdout.write(`bill of materials: ${packages.length} packages\n`);
for (const role of ['ingress', 'fetcher', 'transformer', 'merger', 'writer', 'reconciler', 'scheduler', 'operator'])
  checkCompileCache(role);
for (const problem of broken) process.stdout.write(`${problem}\n`);
process.exitCode = broken.length === 0 ? 0 : 1;

function weigh(): void {
  const total = Number(docker('image', 'inspect', '-f', '{{.Size}}', image!));
  const parts = inImageBy('du', '--apparent-size', '--block-size=1', '--max-depth=1', '--all', '/app')
    .split('\n')
    .map((line) => line.split('\t') as [string, string])
    .map(([bytes, path]) => ({ path, bytes: Number(bytes) }));
  const own = parts.find(({ path }) => path === '/app')?.bytes ?? Number.NaN;
  const largest = parts
    .filter(({ path, bytes }) => path !== '/app' && bytes > 100_000)
    .sort((a, b) => b.bytes - a.bytes);
  const list = largest.map(({ path, bytes }) => `${path.slice('/app/'.length)} ${megabytes(bytes)}`).join(', ');
  process.stdout.write(`image: ${megabytes(total)}, of which ${megabytes(own)} are ours: ${list}\n`);
  if (!(own < BUDGET_BYTES)) broken.push(`our part takes ${own} bytes, more than ${BUDGET_BYTES}`);
}

/** Without variables a role ends once all its code is loaded. */
function checkCompileCache(role: string): void {
  const debug = ['--env', 'NODE_DEBUG_NATIVE=COMPILE_CACHE', '--read-only', '--user', 'node'];
  const lines = docker('run', '--rm', ...debug, '--entrypoint', 'sh', image!, '-c', `${runRole(role)} 2>&1 || true`);
  const count = (text: string): number => lines.split(text).length - 1;
  const [hits, misses] = [
    count('was accepted'),
    count('was rejected') + count('cache miss') + count('not initialized'),
  ];
  process.stdout.write(`${role}: ${hits} files from the compile cache\n`);
  if (hits === 0 || misses > 0)
    broken.push(`${role} finds ${hits} of its files in the compile cache, misses ${misses}`);
}

function runRole(role: string): string {
  return `node infra/docker/run-role.mjs ${role}`;
}

function inImage(...args: readonly string[]): string {
  return docker('run', '--rm', '--read-only', image!, ...args);
}

function inImageBy(command: string, ...args: readonly string[]): string {
  return docker('run', '--rm', '--read-only', '--entrypoint', command, image!, ...args);
}

function docker(...args: readonly string[]): string {
  return execFileSync('docker', args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }).trim();
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

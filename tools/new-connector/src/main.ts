import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pnpmOfThisRun } from './env.ts';
import { identityOf, Refusal } from './identity.ts';
import { writeConnector } from './write-connector.ts';

const USAGE = 'pnpm new:connector NAME [--title "What people call it"] [--category tracker|crm] [--no-install]';
const root = join(import.meta.dirname, '..', '..', '..');

try {
  const { values, positionals } = parse();
  const [name] = positionals;
  if (name === undefined || positionals.length !== 1) throw new Refusal(`One name is needed: ${USAGE}`);
  const { title, category } = values;
  const identity = identityOf(name, { ...(title && { title }), ...(category && { category }) });
  const { created, changed } = writeConnector(root, identity);
  // Imports and lines in the order that the checks ask for.
  run(join(root, 'node_modules/.bin/biome'), ['check', '--write', ...created, ...changed].filter(isFormatted));
  for (const path of created) process.stdout.write(`wrote    ${path}\n`);
  for (const path of changed) process.stdout.write(`changed  ${path}\n`);
  if (!values['no-install']) install();
  process.stdout.write(
    `\nNext: pnpm conformance ${name} says, one failing case at a time, what to write and where. CONTRIBUTING.md walks through it.\n`,
  );
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        title: { type: 'string' },
        category: { type: 'string' },
        'no-install': { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new Refusal(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

/** By the pnpm that runs this, so that the workspace links the new package and the lockfile knows it. */
function install(): void {
  const pnpm = pnpmOfThisRun();
  const args = ['install', '--no-frozen-lockfile', '--prefer-offline'];
  const isDone =
    pnpm !== undefined && /\.[cm]?js$/.test(pnpm) ? run(process.execPath, [pnpm, ...args]) : run(pnpm ?? 'pnpm', args);
  if (!isDone) process.stderr.write('The new package is not linked yet: run pnpm install\n');
}

function run(command: string, args: readonly string[]): boolean {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`);
  return status === 0;
}

function isFormatted(argument: string): boolean {
  return !argument.endsWith('.md');
}

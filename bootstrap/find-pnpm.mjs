import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BootstrapError, networkTrouble, registryUnreachable } from './bootstrap-error.mjs';
import { root } from './root.mjs';
import { runAndShow } from './run-and-show.mjs';

/** A pnpm of the right major version: the one on the PATH, else one of our own from the registry. */
export async function findPnpm(env) {
  // The one place that pins it; `config` is npm's field for values like this.
  const wanted = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).config.pnpm;
  const installed = await versionOf('pnpm', env);
  if (installed && installed.split('.')[0] === wanted.split('.')[0]) return 'pnpm';

  const folder = join(root, '.cache', `pnpm-${wanted}`);
  const own = join(folder, 'node_modules', '.bin', 'pnpm');
  if (existsSync(own) && (await versionOf(own, env)) === wanted) return own;
  console.error(`Fetching pnpm ${wanted}…`);
  const options = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  const { code, output } = await runAndShow('npm', ['install', '--prefix', folder, ...options, `pnpm@${wanted}`], env);
  if (code === 0 && (await versionOf(own, env)) === wanted) return own;
  if (code === 127) throw new BootstrapError('There is no npm on the PATH. It comes with Node: https://nodejs.org');
  if (networkTrouble.test(output)) throw new BootstrapError(registryUnreachable);
  throw new BootstrapError(
    `pnpm ${wanted} could not be installed by npm (it ended with ${code}): see the message above.`,
  );
}

function versionOf(command, env) {
  // Corepack's stand-in for pnpm would ask before it downloads one.
  const quiet = { ...env, COREPACK_ENABLE_DOWNLOAD_PROMPT: '0' };
  return new Promise((resolve) => {
    execFile(command, ['--version'], { env: quiet, cwd: root, timeout: 30_000 }, (error, stdout) =>
      resolve(error ? undefined : stdout.trim()),
    );
  });
}

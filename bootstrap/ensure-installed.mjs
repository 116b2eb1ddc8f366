import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BootstrapError, networkTrouble, registryUnreachable } from './bootstrap-error.mjs';
import { findPnpm } from './find-pnpm.mjs';
import { root } from './root.mjs';
import { runAndShow } from './run-and-show.mjs';

const stampFile = join(root, 'node_modules', '.syncline-installed');

/** Node 24, which the root manifest depends on. Run directly: a package manager in between would cost time and signals. */
export function nodeBinary() {
  return join(root, 'node_modules', 'node', 'bin', 'node');
}

/** Installs by the lockfile, or does nothing at all when the last installation was of these very manifests. */
export async function ensureInstalled(env) {
  const wanted = fingerprint();
  if (existsSync(nodeBinary()) && readStamp() === wanted) return;
  try {
    accessSync(root, constants.W_OK);
  } catch {
    throw new BootstrapError(
      `${root} can't be written to, and its packages are not installed: install them as its owner`,
    );
  }
  const pnpm = await findPnpm(env);
  console.error('Installing packages…');
  const args = ['install', '--frozen-lockfile', '--reporter=append-only', '--config.confirmModulesPurge=false'];
  const { code, output } = await runAndShow(pnpm, args, env);
  if (code !== 0) throw new BootstrapError(explain(output, code));
  if (!existsSync(nodeBinary())) throw new BootstrapError(`The installation left no Node at ${nodeBinary()}`);
  writeFileSync(stampFile, wanted);
}

function readStamp() {
  try {
    return readFileSync(stampFile, 'utf8');
  } catch {
    return undefined;
  }
}

/** Everything that decides what gets installed. */
function fingerprint() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const file of ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests()]) {
    hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

/** The manifests of the workspace, by the `packages:` list, whose patterns are all `folder/*`. */
function manifests() {
  const workspace = readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8');
  const found = [];
  for (const [, folder] of workspace.matchAll(/^ {2}- "?([\w/-]+)\/\*"?$/gm)) {
    if (!existsSync(join(root, folder))) continue;
    for (const name of readdirSync(join(root, folder)).sort()) {
      const manifest = join(folder, name, 'package.json');
      if (existsSync(join(root, manifest))) found.push(manifest);
    }
  }
  return found;
}

function explain(output, code) {
  if (networkTrouble.test(output)) return registryUnreachable;
  if (/OUTDATED_LOCKFILE|LOCKFILE_CONFIG_MISMATCH/.test(output))
    return 'A manifest was changed without the lockfile: run `pnpm install` first.';
  if (/EACCES|EROFS|ENOSPC/.test(output)) return `The packages could not be written to ${root}: see the message above.`;
  return `The packages could not be installed (pnpm ended with ${code}): see the message above.`;
}

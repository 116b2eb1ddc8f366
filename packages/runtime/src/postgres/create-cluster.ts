import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from '../configuration-error.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import type { ServerUser } from './server-user.ts';

/** Superuser and database of an embedded server. */
export const clusterName = 'syncline';

export interface Cluster {
  readonly dataFolder: string;
  readonly password: string;
}

/** Makes the data folder, the user and the database unless they exist. An interrupted attempt leaves nothing behind. */
export async function ensureCluster(
  folder: string,
  binaries: PostgresBinaries,
  user: ServerUser | undefined,
): Promise<Cluster> {
  const dataFolder = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  if (existsSync(join(dataFolder, 'PG_VERSION'))) {
    const version = readFileSync(join(dataFolder, 'PG_VERSION'), 'utf8').trim();
    if (version !== binaries.major) {
      throw new ConfigurationError(
        `The data in ${dataFolder} belong to PostgreSQL ${version}, the embedded server is ${binaries.major}: ` +
          'move the folder away to start anew, or serve it with its own version and set DATABASE_URL',
      );
    }
    return { dataFolder, password: readFileSync(passwordFile, 'utf8').trim() };
  }

  const password = randomBytes(24).toString('hex');
  const work = join(folder, 'initialising');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { mode: 0o700 });
  // initdb runs as `user` and reads the password from a file of its own.
  const handover = join(work, 'password');
  writeFileSync(handover, password, { mode: 0o600 });
  if (user) {
    chownSync(work, user.uid, user.gid);
    chownSync(handover, user.uid, user.gid);
  }
  const newData = join(work, 'data');
  await run(binaries.initdb, [
    ...['-D', newData, '-U', clusterName, '--pwfile', handover, '--auth', 'scram-sha-256', '--encoding', 'UTF8'],
    // Built into the server: the same order of text on every machine, with no locale installed.
    ...['--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
  ]);
  // Single-user mode, since the runtime has no database client.
  await run(binaries.postgres, ['--single', '-D', newData, 'postgres'], `CREATE DATABASE ${clusterName};\n`);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  renameSync(newData, dataFolder);
  rmSync(work, { recursive: true, force: true });
  return { dataFolder, password };

  function run(command: string, args: readonly string[], input = ''): Promise<void> {
    return new Promise((resolve, reject) => {
      const child = spawn(command, args, { ...user, cwd: work, env: { LC_ALL: 'C', TZ: 'UTC' }, stdio: 'pipe' });
      let said = '';
      child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
      child.once('error', reject);
      child.once('close', (code, signal) => {
        if (code === 0) resolve();
        else reject(new Error(`${command} ended with ${code ?? signal}: ${said.trim().slice(-1_500)}`));
      });
      child.stdin.end(input);
    });
  }
}

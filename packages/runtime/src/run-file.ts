import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import envPaths from 'env-paths';

/** Where a Syncline of this user that runs on this machine says how it is reached. */
export interface RunningInstance {
  readonly url: string;
  readonly pid: number;
}

/** The folder that Syncline keeps its own data, caches and secrets of this machine in. */
export function cacheFolder(): string {
  return envPaths('syncline', { suffix: '' }).cache;
}

export function runFilePath(): string {
  return join(cacheFolder(), 'run', 'operator.json');
}

/** Tells the command line where this process listens; returns what takes it back. */
export function writeRunFile(url: string): () => void {
  const path = runFilePath();
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify({ url, pid: process.pid })}\n`);
  return () => rmSync(path, { force: true });
}

/** What the run file says, or null when none is there or it can't be read. */
export function readRunFile(): RunningInstance | null {
  try {
    const value = JSON.parse(readFileSync(runFilePath(), 'utf8')) as Partial<RunningInstance>;
    return typeof value.url === 'string' && typeof value.pid === 'number' ? { url: value.url, pid: value.pid } : null;
  } catch {
    return null;
  }
}

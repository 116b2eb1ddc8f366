import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isProcessAlive } from './is-process-alive.ts';

/**
 * Runs `work` while no other process of this machine runs any under the same folder's lock. A lock whose holder died
 * is taken over. Throws when the lock can't be had within `timeoutMs` (60 s by default).
 */
export async function withFolderLock<T>(folder: string, work: () => Promise<T>, timeoutMs = 60_000): Promise<T> {
  const lock = join(folder, 'lock');
  const deadline = Date.now() + timeoutMs;
  while (!(await takeLock(lock))) {
    if (Date.now() > deadline) throw new Error(`${lock} is held by process ${await holderOf(lock)} for too long`);
    await delay(50);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function takeLock(lock: string): Promise<boolean> {
  const claim = `${lock}.${randomUUID()}`;
  await writeFile(claim, String(process.pid));
  try {
    // A link to a complete file, so that nobody ever reads a lock without its holder.
    await link(claim, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    await removeDeadLock(lock);
    return false;
  } finally {
    await rm(claim, { force: true });
  }
}

/** Moves a dead holder's lock away. What was moved is looked at again: a living lock that slipped in is put back. */
async function removeDeadLock(lock: string): Promise<void> {
  const holder = await holderOf(lock);
  if (holder === undefined || isProcessAlive(holder)) return;
  const moved = `${lock}.${randomUUID()}`;
  try {
    await rename(lock, moved);
    const movedHolder = await holderOf(moved);
    if (movedHolder !== undefined && movedHolder !== holder) await link(moved, lock);
  } catch {
    // Someone else was quicker.
  } finally {
    await rm(moved, { force: true });
  }
}

async function holderOf(lock: string): Promise<number | undefined> {
  try {
    return Number(await readFile(lock, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

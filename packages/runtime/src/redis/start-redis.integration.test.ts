import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isProcessAlive } from '../is-process-alive.ts';
import { findRedisBinary, startRedis } from './start-redis.ts';

describe.skipIf(findRedisBinary() === undefined)('a Redis of our own', () => {
  it('replaces one that was left running in its folder, and leaves nothing behind', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'redis-test-'));
    const left = await startRedis({ dir });
    const next = await startRedis({ dir });
    expect(isProcessAlive(left.pid)).toBe(false);
    expect(isProcessAlive(next.pid)).toBe(true);
    await next.stop();
    expect(isProcessAlive(next.pid)).toBe(false);
    rmSync(dir, { recursive: true });
  });
});

it('fails at once with a binary that is not there', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'redis-test-'));
  await expect(startRedis({ dir, binary: '/nowhere/redis-server' })).rejects.toThrow(/ENOENT/);
  rmSync(dir, { recursive: true });
});

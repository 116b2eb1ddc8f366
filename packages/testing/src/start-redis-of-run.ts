import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isProcessAlive, startRedis } from '@syncline/runtime';
import type { RunService } from './vitest-global-setup.ts';

const prefix = 'syncline-tests-redis-';

/** A Redis for this test run alone. */
export async function startRedisOfRun(): Promise<RunService> {
  stopThoseOfDeadRuns();
  const dir = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  const redis = await startRedis({ dir });
  return {
    url: redis.url,
    async stop() {
      await redis.stop();
      rmSync(dir, { recursive: true, force: true });
    },
    stopWithoutWaiting() {
      process.kill(redis.pid, 'SIGKILL');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** A run that was killed outright left its Redis behind. */
function stopThoseOfDeadRuns(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    if (isProcessAlive(Number(name.slice(prefix.length).split('-')[0]))) continue;
    const dir = join(tmpdir(), name);
    try {
      const pid = Number(readFileSync(join(dir, 'redis.pid'), 'utf8'));
      if (pid > 0 && isProcessAlive(pid, 'redis')) process.kill(pid, 'SIGKILL');
      rmSync(dir, { recursive: true, force: true });
    } catch {
      // Another user's, or without a server.
    }
  }
}

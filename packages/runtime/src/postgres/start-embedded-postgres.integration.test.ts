import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { ConfigurationError } from '../configuration-error.ts';
import { isProcessAlive } from '../is-process-alive.ts';
import { acceptsConnections } from './launch-postmaster.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './start-embedded-postgres.ts';

const dataDir = mkdtempSync('/var/tmp/syncline-postgres-test-');
const running: EmbeddedPostgres[] = [];

async function start(isSupervised = true): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, isSupervised, settings: { fsync: 'off' } });
  running.push(server);
  return server;
}

afterAll(async () => {
  for (const server of running) await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('the embedded PostgreSQL', () => {
  it('starts, is shared by its users, and stops with the last of them', async () => {
    const [first, second] = await Promise.all([start(), start()]);
    expect(first.reused).not.toBe(second.reused);
    expect(second.url).toBe(first.url);
    await first.stop();
    expect(await acceptsConnections(second.port)).toBe(true);
    await second.stop();
    expect(isProcessAlive(second.pid())).toBe(false);
  });

  it('keeps its password to its owner and its ports to this machine', async () => {
    const server = await start();
    expect(statSync(join(dataDir, 'password')).mode & 0o777).toBe(0o600);
    expect(server.url).toContain(readFileSync(join(dataDir, 'password'), 'utf8').trim());
    expect(new URL(server.url).hostname).toBe('127.0.0.1');
    if (process.platform === 'linux' && process.getuid?.() === 0) {
      expect(execFileSync('ps', ['-o', 'uid=', '-p', String(server.pid())], { encoding: 'utf8' }).trim()).not.toBe('0');
    }
    await server.stop();
  });

  it('comes back on the same port when it is killed', async () => {
    const server = await start();
    const pid = server.pid();
    process.kill(pid, 'SIGKILL');
    const deadline = Date.now() + 20_000;
    while (server.pid() === pid && Date.now() < deadline) await delay(50);
    expect(server.pid()).not.toBe(pid);
    expect(await acceptsConnections(server.port)).toBe(true);
    await server.stop();
  });

  it('is taken over when a killed process left it running, and started when it left only traces', async () => {
    const abandoned = await start(false);
    // As after a hard kill of its user: the server lives, the lease names a dead process.
    writeFileSync(join(dataDir, 'leases', '4194300.x'), '');
    const heir = await start();
    expect(heir.reused).toBe(true);
    process.kill(heir.pid(), 'SIGKILL');
    while (isProcessAlive(abandoned.pid())) await delay(20);
    await abandoned.stop();
    await heir.stop();
    const fresh = await start();
    expect(fresh.reused).toBe(false);
    await fresh.stop();
    expect(isProcessAlive(fresh.pid())).toBe(false);
  });

  it('leaves its data to the next one, unless they are worth nothing to its last user', async () => {
    const data = join(dataDir, 'data', 'PG_VERSION');
    const kept = await start();
    await kept.stop();
    expect(existsSync(data)).toBe(true);
    const options = { dataDir, keepsData: false };
    const [first, last] = [await startEmbeddedPostgres(options), await startEmbeddedPostgres(options)];
    running.push(first, last);
    await first.stop();
    expect(existsSync(data)).toBe(true);
    await last.stop();
    expect(existsSync(data)).toBe(false);
    const anew = await start();
    expect(await acceptsConnections(anew.port)).toBe(true);
    await anew.stop();
  });

  it('refuses data of another version and says what to do', async () => {
    writeFileSync(join(dataDir, 'data', 'PG_VERSION'), '9\n');
    await expect(start()).rejects.toThrow(ConfigurationError);
  });
});

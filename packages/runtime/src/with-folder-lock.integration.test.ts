import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { withFolderLock } from './with-folder-lock.ts';

it('lets one in at a time, and takes a dead holder for gone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lock-'));
  writeFileSync(join(folder, 'lock'), '4194300');
  let inside = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: 8 }, () =>
      withFolderLock(folder, async () => {
        inside += 1;
        most = Math.max(most, inside);
        await delay(5);
        inside -= 1;
      }),
    ),
  );
  expect(most).toBe(1);
});

it('gives up with the holder named', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lock-'));
  writeFileSync(join(folder, 'lock'), String(process.pid));
  await expect(withFolderLock(folder, async () => {}, 100)).rejects.toThrow(`held by process ${process.pid}`);
});

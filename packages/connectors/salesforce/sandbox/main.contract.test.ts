import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Connection } from 'jsforce/lib/connection.js';
import { expect, it } from 'vitest';

it('as a process of its own says where it listens, serves a real client and ends on SIGTERM', async () => {
  const main = fileURLToPath(new URL('main.ts', import.meta.url));
  const child = spawn(process.execPath, [main, '--accounts', '250', '--token', 't0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const { url, token } = JSON.parse(line.toString()) as { url: string; token: string };
    const connection = new Connection({ instanceUrl: url, accessToken: token, version: '62.0' });
    expect((await connection.query('SELECT COUNT() FROM Account')).totalSize).toBe(250);
  } finally {
    child.kill('SIGTERM');
  }
  const [code] = (await once(child, 'exit')) as [number | null];
  expect(code).toBe(0);
});

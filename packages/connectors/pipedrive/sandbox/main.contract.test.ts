import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

describe('the simulator as a process of its own', () => {
  it('says where it listens, serves whoever has the token, and ends on SIGTERM', async () => {
    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL('main.ts', import.meta.url)), '--persons', '120', '--token', 't0'],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    try {
      const [line] = (await once(child.stdout, 'data')) as [Buffer];
      const { url, token } = JSON.parse(line.toString()) as Record<'url' | 'token', string>;
      const ask = (path: string, shown: string) => fetch(`${url}${path}`, { headers: { 'x-api-token': shown } });
      const answer = await ask('/api/v2/persons?limit=50', token);
      expect(((await answer.json()) as { data: unknown[] }).data).toHaveLength(50);
      expect((await ask('/api/v2/persons', 'another')).status).toBe(401);
    } finally {
      child.kill('SIGTERM');
    }
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(0);
  });
});

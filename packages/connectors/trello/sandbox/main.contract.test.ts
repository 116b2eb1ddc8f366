import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

describe('the simulator as a process of its own', () => {
  it('says where it listens, serves whoever has key and token, and ends on SIGTERM', async () => {
    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL('main.ts', import.meta.url)), '--cards', '120', '--boards', '1', '--token', 't0'],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    try {
      const [line] = (await once(child.stdout, 'data')) as [Buffer];
      const { url, apiKey, token } = JSON.parse(line.toString()) as Record<'url' | 'apiKey' | 'token', string>;
      const ask = async (path: string, init: RequestInit = {}) => {
        const separator = path.includes('?') ? '&' : '?';
        const answer = await fetch(`${url}/1${path}${separator}key=${apiKey}&token=${token}`, init);
        expect(answer.status).toBe(200);
        return answer.json();
      };
      const [board] = (await ask('/members/me/boards')) as { id: string }[];
      const cards = (await ask(`/boards/${board?.id}/cards?filter=all&limit=50`)) as { id: string }[];
      expect(cards).toHaveLength(50);
      const edited = await ask(`/cards/${cards[0]?.id}?name=from%20outside&closed=true`, { method: 'PUT' });
      expect(edited).toMatchObject({ name: 'from outside', closed: true });
      expect((await fetch(`${url}/1/members/me?key=${apiKey}&token=another`)).status).toBe(401);
    } finally {
      child.kill('SIGTERM');
    }
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(0);
  });
});

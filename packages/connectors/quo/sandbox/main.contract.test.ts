import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

describe('the simulator as a process of its own', () => {
  it('says where it listens, serves whoever has the key, and ends on SIGTERM', async () => {
    const script = fileURLToPath(new URL('main.ts', import.meta.url));
    const child = spawn(process.execPath, [script, '--contacts', '60', '--token', 't0', '--rate-limit', '4'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const [line] = (await once(child.stdout, 'data')) as [Buffer];
      const { url, token } = JSON.parse(line.toString()) as { url: string; token: string };
      const ask = async (path: string, headers: Record<string, string>) => {
        const answer = await fetch(`${url}${path}`, { headers });
        return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
      };
      // The version is asked for before the key, the key as it is, and another list's operator is no filter here.
      const dated = { 'quo-api-version': '2026-03-30' };
      expect(await ask('/calls', {})).toMatchObject({ status: 400, body: { title: 'Bad Request' } });
      expect(await ask('/calls', { ...dated, authorization: `Bearer ${token}` })).toMatchObject({ status: 401 });
      const contacts = await ask('/v1/contacts?maxResults=50', { authorization: token });
      expect(contacts.body['data']).toHaveLength(50);
      const wrong = await ask('/messages?createdAt%5Bgte%5D=2026-01-01T00:00:00Z', { ...dated, authorization: token });
      expect(wrong).toMatchObject({ status: 400, body: { errors: [{ path: '/query/createdAt[gte]' }] } });
      const many = await Promise.all(
        Array.from({ length: 5 }, () => ask('/users', { ...dated, authorization: token })),
      );
      expect(many.map(({ status }) => status)).toContain(429);
    } finally {
      child.kill('SIGTERM');
    }
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(0);
  });
});

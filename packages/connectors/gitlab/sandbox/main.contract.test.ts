import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

describe('the simulator as a process of its own', () => {
  it('says where it listens, serves a client that follows its links, and ends on SIGTERM', async () => {
    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL('main.ts', import.meta.url)), '--issues', '120', '--projects', '1', '--token', 't0'],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    try {
      const [line] = (await once(child.stdout, 'data')) as [Buffer];
      const { url, token } = JSON.parse(line.toString()) as { url: string; token: string };
      const headers = { 'private-token': token };
      const titles = new Map<number, string>();
      for (let next: string | undefined = `${url}/api/v4/projects/acme%2Fapi/issues?per_page=50&sort=asc`; next; ) {
        const answer: Response = await fetch(next, { headers });
        expect(answer.headers.get('x-total')).toBe('122');
        for (const { iid, title } of (await answer.json()) as { iid: number; title: string }[]) titles.set(iid, title);
        next = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
      }
      expect(titles.size).toBe(122);
      const edited = await fetch(`${url}/api/v4/projects/201/issues/1`, {
        method: 'PUT',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ title: 'By hand' }),
      });
      expect(await edited.json()).toMatchObject({ iid: 1, title: 'By hand' });
      expect((await fetch(`${url}/api/v4/user`)).status).toBe(401);
    } finally {
      child.kill('SIGTERM');
    }
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(0);
  });
});

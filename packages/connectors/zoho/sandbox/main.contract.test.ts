import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

describe('the simulator as a process of its own', () => {
  it('says where it listens, serves whoever has the token, and ends on SIGTERM', async () => {
    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL('main.ts', import.meta.url)), '--accounts', '120', '--token', 't0'],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    try {
      const [line] = (await once(child.stdout, 'data')) as [Buffer];
      const { url } = JSON.parse(line.toString()) as { url: string };
      const ask = (token: string) =>
        fetch(`${url}/crm/v8/Accounts?fields=Account_Name&per_page=50`, {
          headers: { authorization: `Zoho-oauthtoken ${token}` },
        });
      const answer = await ask('t0');
      const body = (await answer.json()) as { data: unknown[]; info: object };
      expect(body.data).toHaveLength(50);
      expect(body.info).toMatchObject({ more_records: true, next_page_token: expect.any(String) });
      expect((await ask('another')).status).toBe(401);
    } finally {
      child.kill('SIGTERM');
    }
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(0);
  });
});

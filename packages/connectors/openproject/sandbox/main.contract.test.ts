import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

describe('the simulator as a process of its own', () => {
  it('says where it listens, serves whoever has the key, and ends on SIGTERM', async () => {
    const child = spawn(
      process.execPath,
      [
        fileURLToPath(new URL('main.ts', import.meta.url)),
        '--work-packages',
        '120',
        '--projects',
        '1',
        '--token',
        't0',
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    try {
      const [line] = (await once(child.stdout, 'data')) as [Buffer];
      const { url, token } = JSON.parse(line.toString()) as { url: string; token: string };
      const authorization = `Basic ${Buffer.from(`apikey:${token}`).toString('base64')}`;
      const ask = async (path: string, init: RequestInit = {}) => {
        const headers = { authorization, 'content-type': 'application/json' };
        return (await fetch(`${url}/api/v3${path}`, { headers, ...init })).json() as Promise<Record<string, unknown>>;
      };
      expect(await ask('/work_packages?filters=[]&pageSize=50&offset=3')).toMatchObject({ total: 120, count: 20 });
      const body = JSON.stringify({
        subject: 'from outside',
        lockVersion: (await ask('/work_packages/1'))['lockVersion'],
      });
      expect(await ask('/work_packages/1', { method: 'PATCH', body })).toMatchObject({ subject: 'from outside' });
      expect(await ask('/work_packages/1', { method: 'PATCH', body })).toMatchObject({
        _type: 'Error',
        errorIdentifier: 'urn:openproject-org:api:v3:errors:UpdateConflict',
      });
    } finally {
      child.kill('SIGTERM');
    }
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(0);
  });
});

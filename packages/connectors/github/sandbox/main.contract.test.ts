import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Octokit } from '@octokit/rest';
import { describe, expect, it } from 'vitest';

describe('the simulator as a process of its own', () => {
  it('says where it listens, serves a real client and ends on SIGTERM', async () => {
    const child = spawn(
      process.execPath,
      [
        fileURLToPath(new URL('main.ts', import.meta.url)),
        '--issues',
        '250',
        '--repositories',
        '1',
        '--pull-requests',
        '0',
        '--token',
        't0',
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    try {
      const [line] = (await once(child.stdout, 'data')) as [Buffer];
      const { url, org, token } = JSON.parse(line.toString()) as { url: string; org: string; token: string };
      const octokit = new Octokit({ baseUrl: url, auth: token });
      const issues = await octokit.paginate(octokit.rest.issues.listForRepo, {
        owner: org,
        repo: 'api',
        state: 'all',
        per_page: 100,
      });
      expect(issues.map(({ number }) => number)).toEqual(Array.from({ length: 250 }, (_, position) => 250 - position));
      const { data } = await octokit.rest.issues.update({
        owner: org,
        repo: 'api',
        issue_number: 1,
        title: 'from octokit',
      });
      expect(data.title).toBe('from octokit');
    } finally {
      child.kill('SIGTERM');
    }
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(0);
  });
});

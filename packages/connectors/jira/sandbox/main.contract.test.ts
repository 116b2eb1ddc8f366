import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createCloudClient } from 'jira.js';
import { describe, expect, it } from 'vitest';

describe('the simulator as a process of its own', () => {
  it('says where it listens, serves jira.js as it comes, checks included, and ends on SIGTERM', async () => {
    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL('main.ts', import.meta.url)), '--issues', '120', '--projects', '1', '--token', 't0'],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    try {
      const [line] = (await once(child.stdout, 'data')) as [Buffer];
      const { url, email, token } = JSON.parse(line.toString()) as { url: string; email: string; token: string };
      const auth = { type: 'basic', email, apiToken: token } as const;
      const jira = createCloudClient({ host: url, auth, onSchemaMismatch: 'throw' });
      const keys: string[] = [];
      for (let nextPageToken: string | undefined; ; ) {
        const page = await jira.issueSearch.searchAndReconsileIssuesUsingJqlPost({
          jql: 'project = API ORDER BY key ASC',
          fields: ['*all'],
          maxResults: 50,
          ...(nextPageToken !== undefined && { nextPageToken }),
        });
        keys.push(...(page.issues ?? []).map(({ key }) => key ?? ''));
        nextPageToken = page.nextPageToken ?? undefined;
        if (nextPageToken === undefined) break;
      }
      expect(keys).toEqual(Array.from({ length: 120 }, (_, i) => `API-${i + 1}`));
      await jira.issues.editIssue({ issueIdOrKey: 'API-1', fields: { summary: 'from jira.js' } });
      expect((await jira.issues.getIssue({ issueIdOrKey: 'API-1' })).fields?.['summary']).toBe('from jira.js');
    } finally {
      child.kill('SIGTERM');
    }
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(0);
  });
});

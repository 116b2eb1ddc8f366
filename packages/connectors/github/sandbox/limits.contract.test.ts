import { afterEach, describe, expect, it } from 'vitest';
import { createGitHubSandbox, type GitHubSandbox } from './github-sandbox.ts';
import type { GitHubSandboxOptions } from './options.ts';
import { loadGitHubDescription } from './testing/openapi-check.ts';

const description = loadGitHubDescription();
let sandbox: GitHubSandbox;
afterEach(() => sandbox.close());

async function start(options: GitHubSandboxOptions = {}): Promise<void> {
  sandbox = await createGitHubSandbox({ issues: 50, repositories: 1, ...options });
}

function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(sandbox.url + path, { headers: { authorization: `Bearer ${sandbox.token}`, ...headers } });
}

const ISSUES = '/repos/acme/api/issues?state=all';

describe('credentials, limits and conditional requests', () => {
  it('refuses a missing and a wrong token with 401', async () => {
    await start();
    for (const headers of [{}, { authorization: 'Bearer wrong' }] as Record<string, string>[]) {
      const answer = await fetch(sandbox.url + ISSUES, { headers });
      expect(answer.status).toBe(401);
      expect(description.checkAnswer('GET', ISSUES, 401, await answer.json())).toEqual([]);
    }
  });

  it('answers 304 without charging for what did not change', async () => {
    await start({ rateLimit: { limit: 10, windowMs: 60_000 } });
    const first = await get(ISSUES);
    const etag = first.headers.get('etag') ?? '';
    expect(first.headers.get('x-ratelimit-remaining')).toBe('9');
    const second = await get(ISSUES, { 'if-none-match': etag });
    expect([second.status, await second.text(), second.headers.get('x-ratelimit-remaining')]).toEqual([304, '', '9']);
    sandbox.editIssue('api', 50, { title: 'other' });
    const third = await get(ISSUES, { 'if-none-match': etag });
    expect(third.status).toBe(200);
    expect(third.headers.get('etag')).not.toBe(etag);
  });

  it('counts down, refuses with 403 and remaining 0, and starts anew after the window', async () => {
    let now = Date.UTC(2026, 10, 20, 12);
    await start({ rateLimit: { limit: 3, windowMs: 60_000 }, clock: { now: () => new Date(now) } });
    const answers = [];
    for (let turn = 0; turn < 4; turn += 1) answers.push(await get(ISSUES));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 403]);
    const refused = answers[3];
    expect(refused?.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(Number(refused?.headers.get('x-ratelimit-reset'))).toBe((now + 60_000) / 1000);
    expect(refused?.headers.get('x-ratelimit-resource')).toBe('core');
    expect(refused?.headers.get('retry-after')).toBeNull();
    expect(refused?.headers.get('date')).toBe(new Date(now).toUTCString());
    const body = (await refused?.json()) as { message: string };
    expect(body.message).toMatch(/^API rate limit exceeded/);
    const overview = (await (await get('/rate_limit')).json()) as { rate: { remaining: number; used: number } };
    expect(overview.rate).toMatchObject({ remaining: 0, used: 3 });
    now += 60_000;
    expect((await get(ISSUES)).status).toBe(200);
  });

  it('has a secondary limit with retry-after while the primary has calls left', async () => {
    await start({ secondaryLimit: { requestsPerMinute: 2, retryAfterSeconds: 7, status: 429 } });
    await get(ISSUES);
    await get(ISSUES);
    const refused = await get(ISSUES);
    expect([refused.status, refused.headers.get('retry-after'), refused.headers.get('x-ratelimit-remaining')]).toEqual([
      429,
      '7',
      '4998',
    ]);
    expect(await refused.text()).toContain('You have exceeded a secondary rate limit');
  });
});

describe('faults on demand', () => {
  it('fails the next matching requests only, then works again', async () => {
    await start();
    sandbox.faults.add({ kind: 'status', status: 502, path: '/issues\\?', count: 2 });
    sandbox.faults.add({ kind: 'secondary_limit', path: '/labels', retryAfterSeconds: 3 });
    expect((await get('/repos/acme/api/milestones')).status).toBe(200);
    expect([(await get(ISSUES)).status, (await get(ISSUES)).status, (await get(ISSUES)).status]).toEqual([
      502, 502, 200,
    ]);
    const limited = await get('/repos/acme/api/labels');
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([403, '3']);
  });

  it('cuts connections, before or after the work is done', async () => {
    await start();
    const post = (title: string) =>
      fetch(`${sandbox.url}/repos/acme/api/issues`, {
        method: 'POST',
        headers: { authorization: `Bearer ${sandbox.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ title }),
      });
    sandbox.faults.add({ kind: 'reset', method: 'POST' });
    await expect(post('never')).rejects.toThrow();
    sandbox.faults.add({ kind: 'lost_answer', method: 'POST' });
    await expect(post('done all the same')).rejects.toThrow();
    expect([...sandbox.issues('api')].slice(50).map(({ title }) => title)).toEqual(['done all the same']);
    expect(sandbox.requestCount(/^POST/)).toBe(2);
  });

  it('sends broken JSON and slow answers', async () => {
    await start();
    sandbox.faults.add({ kind: 'malformed' });
    await expect((await get(ISSUES)).json()).rejects.toThrow(SyntaxError);
    sandbox.faults.add({ kind: 'slow', delayMs: 80 });
    const before = performance.now();
    expect((await get(ISSUES)).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThan(70);
  });

  it('is controlled over HTTP by other processes, outside credentials, limits and counts', async () => {
    await start();
    const send = (method: string, path: string, body: object) =>
      fetch(`${sandbox.url}/_sandbox${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    await send('POST', '/faults', { kind: 'status', status: 500 });
    expect((await get(ISSUES)).status).toBe(500);
    await send('PATCH', '/issues/api/3', { title: 'edited from outside' });
    await get('/repos/acme/api/issues/3');
    const log = (await (await fetch(`${sandbox.url}/_sandbox/log?pattern=issues/3`)).json()) as {
      total: number;
      counts: Record<string, number>;
    };
    expect(log).toMatchObject({ total: 2, counts: { 'GET /repos/acme/api/issues/3': 1 } });
    const page = (await (await fetch(`${sandbox.url}/_sandbox/issues/api?after=2&limit=1`)).json()) as {
      title: string;
    }[];
    expect(page[0]?.title).toBe('edited from outside');
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { createGitHubSandbox, type GitHubSandbox } from './github-sandbox.ts';
import type { GitHubSandboxOptions } from './options.ts';

let sandbox: GitHubSandbox;
afterEach(() => sandbox.close());

async function start(options: GitHubSandboxOptions): Promise<void> {
  sandbox = await createGitHubSandbox({ repositories: 1, pullRequests: 0, ...options });
}

async function list(
  path: string,
): Promise<{ numbers: number[]; items: { number: number; updated_at: string }[]; links: Record<string, string> }> {
  const answer = await fetch(path.startsWith('http') ? path : sandbox.url + path, {
    headers: { authorization: `token ${sandbox.token}` },
  });
  expect(answer.status).toBe(200);
  const items = (await answer.json()) as { number: number; updated_at: string }[];
  const links = Object.fromEntries(
    [...(answer.headers.get('link') ?? '').matchAll(/<([^>]+)>; rel="(\w+)"/g)].map(([, url = '', relation = '']) => [
      relation,
      url,
    ]),
  );
  return { numbers: items.map(({ number }) => number), items, links };
}

const ALL = '/repos/acme/api/issues?state=all&per_page=100';

describe('paging', () => {
  it.each([
    [0, 0],
    [1, 1],
    [99, 1],
    [100, 1],
    [101, 2],
    [200, 2],
    [201, 3],
  ])('shows each of %d issues once, on %d pages', async (issues, pages) => {
    await start({ issues });
    const seen: number[] = [];
    let fetched = 0;
    for (let next: string | undefined = ALL; next !== undefined; ) {
      const page = await list(next);
      if (page.numbers.length > 0) fetched += 1;
      seen.push(...page.numbers);
      next = page.links['next'];
    }
    expect(seen).toEqual(Array.from({ length: issues }, (_, position) => issues - position));
    expect(fetched).toBe(pages);
    expect(sandbox.requestCount('GET /repos/acme/api/issues')).toBe(Math.max(1, pages));
  });

  it('links like GitHub: none on a single page; next and last; all four; prev and first', async () => {
    await start({ issues: 300 });
    const pageOf = (url: string | undefined) => new URL(url ?? '').searchParams.get('page');
    const [first, middle, last, beyond] = await Promise.all([1, 2, 3, 9].map((page) => list(`${ALL}&page=${page}`)));
    expect(Object.keys(first?.links ?? {})).toEqual(['next', 'last']);
    expect(pageOf(first?.links['last'])).toBe('3');
    expect(Object.keys(middle?.links ?? {})).toEqual(['prev', 'next', 'last', 'first']);
    expect(Object.keys(last?.links ?? {})).toEqual(['prev', 'first']);
    expect(beyond?.numbers).toEqual([]);
    expect(first?.links['next']).toMatch(/\/repositories\/700000001\/issues\?state=all&per_page=100&page=2$/);
    expect((await list(`${ALL}&labels=none&page=1&per_page=100`)).links['next']).toContain('labels=none');
    expect((await list('/repos/acme/api/issues?state=all')).numbers).toHaveLength(30);
    expect((await list('/repos/acme/api/issues?state=all&per_page=5000')).numbers).toHaveLength(100);
  });

  it('filters by state and counts pull requests among the issues', async () => {
    await start({ issues: 200, pullRequests: 0.2 });
    const all = [...sandbox.issues('api')];
    const open = await list('/repos/acme/api/issues?per_page=100');
    expect(open.numbers).toEqual(
      all
        .filter(({ state }) => state === 'open')
        .map(({ number }) => number)
        .toReversed()
        .slice(0, 100),
    );
    const { issues, pullRequests } = sandbox.counts('api');
    expect(issues + pullRequests).toBe(200);
    expect(pullRequests).toBeGreaterThan(20);
    expect((await list('/repos/acme/api/pulls?state=all&per_page=100')).numbers).toHaveLength(pullRequests);
  });

  it('lists what changed since a time, including that second', async () => {
    await start({ issues: 200 });
    const { items } = await list(`${ALL}&sort=updated&direction=desc`);
    const times = items.map(({ updated_at }) => updated_at);
    expect(times).toEqual(times.toSorted().toReversed());
    const since = times[40] ?? '';
    const changed = await list(`${ALL}&sort=updated&direction=asc&since=${since}`);
    expect(changed.numbers).toEqual(
      items
        .filter(({ updated_at }) => updated_at >= since)
        .map(({ number }) => number)
        .toReversed(),
    );
    sandbox.editIssue('api', 5, { title: 'now the newest' });
    expect((await list(`${ALL}&sort=updated&direction=desc`)).numbers[0]).toBe(5);
    expect((await list(`${ALL}&sort=updated&direction=asc&since=${since}`)).numbers.at(-1)).toBe(5);
  });

  it('closes the gap of a deleted issue and puts new ones first', async () => {
    await start({ issues: 101 });
    sandbox.deleteIssue('api', 50);
    expect((await list(`${ALL}`)).links).toEqual({});
    const created = sandbox.createIssue('api', { title: 'new' });
    expect(created.number).toBe(102);
    const page = await list(ALL);
    expect(page.numbers[0]).toBe(102);
    expect(page.numbers).not.toContain(50);
    expect((await list(page.links['next'] ?? '')).numbers).toEqual([1]);
  });

  it('pages comments of a repository by id, and by update with since', async () => {
    await start({ issues: 200 });
    const { comments } = sandbox.counts('api');
    const ids: number[] = [];
    for (let next: string | undefined = '/repos/acme/api/issues/comments?per_page=100'; next !== undefined; ) {
      const page = await list(next);
      ids.push(...page.items.map((item) => (item as unknown as { id: number }).id));
      next = page.links['next'];
    }
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
    expect(new Set(ids).size).toBe(comments);
    const before = new Date(Date.now() - 60_000).toISOString();
    const created = sandbox.createComment('api', 3, 'hello');
    sandbox.editComment('api', ids[0] ?? 0, 'edited');
    const changed = await list(`/repos/acme/api/issues/comments?sort=updated&direction=asc&since=${before}`);
    expect(changed.items.map((item) => (item as unknown as { id: number }).id).toSorted((a, b) => a - b)).toEqual(
      [ids[0] ?? 0, created.id].toSorted((a, b) => a - b),
    );
  });

  it('can page by cursor without a last page, as github.com does for large lists', async () => {
    await start({ issues: 250, issuePaging: 'cursor' });
    const seen: number[] = [];
    for (let next: string | undefined = ALL; next !== undefined; ) {
      const page = await list(next);
      expect(page.links['last']).toBeUndefined();
      seen.push(...page.numbers);
      next = page.links['next'];
    }
    expect(seen).toEqual(Array.from({ length: 250 }, (_, position) => 250 - position));
    const deep = await fetch(`${sandbox.url}${ALL}&page=101`, { headers: { authorization: `token ${sandbox.token}` } });
    expect(deep.status).toBe(422);
  });

  it('pages project items both ways by cursor', async () => {
    await start({ issues: 25 });
    const path = '/orgs/acme/projectsV2/1/items?per_page=10';
    const ids = (page: { items: object[] }) => page.items.map((item) => (item as { id: number }).id);
    const first = await list(path);
    const second = await list(first.links['next'] ?? '');
    const third = await list(second.links['next'] ?? '');
    expect([...ids(first), ...ids(second), ...ids(third)]).toHaveLength(25);
    expect(third.links['next']).toBeUndefined();
    expect(ids(await list(third.links['prev'] ?? ''))).toEqual(ids(second));
  });
});

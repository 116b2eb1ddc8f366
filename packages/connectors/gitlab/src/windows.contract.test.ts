import { describe, expect, it } from 'vitest';
import { API, readBackfill, signal, start, streamNamed } from './testing/start-gitlab.ts';

const issues = streamNamed('issues');
const tasksOf = (total: number) => ({ tasks: total, workItems: 0, comments: false, issues: 5 });

describe('a list that GitLab gives no total of', () => {
  it('is cut into windows of about ten pages, planned from a count; a shorter one goes by page numbers', async () => {
    const { sandbox, client } = await start({ issues: 4_700, totalsUpTo: 2_500, tasks: 0, comments: false });
    const plan = await issues.planWindows?.(client, API, signal);
    expect(plan).toMatchObject({ count: 4_700 });
    expect(plan?.windows).toHaveLength(5);
    expect(sandbox.requestCount('/issues?')).toBeLessThanOrEqual(12);
    const short = await start({ issues: 2_500, totalsUpTo: 2_500, tasks: 0 });
    expect(await issues.planWindows?.(short.client, API, signal)).toBeNull();
  });

  it('is planned from its newest number where pages have no numbers any more, and each window can be read', async () => {
    const { sandbox, client } = await start({ issues: 50_250, tasks: 0, comments: false });
    const plan = await issues.planWindows?.(client, API, signal);
    expect(plan).toMatchObject({ count: null });
    expect(plan?.windows).toHaveLength(51);
    const beyond = { scope: API, cursor: { page: 501 }, since: null };
    await expect(issues.readPage(client, beyond, signal)).rejects.toMatchObject({ class: 'invalid', status: 405 });
    const [first, last] = [plan?.windows[0] ?? null, plan?.windows.at(-1) ?? null];
    const ids = async (cursor: typeof first) => {
      const page = await issues.readPage(client, { scope: API, cursor, since: null }, signal);
      return issues.parsePage(page.raw).map((item) => (item as { iid: number }).iid);
    };
    expect((await ids(first))[0]).toBe(1);
    const { iid } = sandbox.createIssue('acme/api', { title: 'made after the plan' });
    const numbers: number[] = [];
    for (let cursor = last; cursor !== null; ) {
      const page = await issues.readPage(client, { scope: API, cursor, since: null }, signal);
      numbers.push(...issues.parsePage(page.raw).map((item) => (item as { iid: number }).iid));
      cursor = page.next;
    }
    expect(numbers.at(-1)).toBe(iid);
  });

  it('loses nothing when records are edited, deleted and made while it is read', async () => {
    const { sandbox, client } = await start({ issues: 2_600, totalsUpTo: 2_100, tasks: 0, comments: false });
    const before = new Set(
      [...sandbox.issues('acme/api')]
        .filter(({ type }) => type !== 'objective' && type !== 'key_result')
        .map(({ id }) => String(id)),
    );
    const deleted = new Set<string>();
    const seen = await readBackfill(client, 'issues', {
      between: (page) => {
        for (let n = 0; n < 5; n += 1) {
          const iid = 1 + ((page * 97 + n * 31) % 2_600);
          const issue = sandbox.issue('acme/api', iid);
          if (!issue) continue;
          if (n % 2 === 0) sandbox.editIssue('acme/api', iid, { title: `Edited ${page}` });
          else {
            sandbox.deleteIssue('acme/api', iid);
            deleted.add(String(issue.id));
          }
        }
        if (page % 5 === 0) sandbox.createIssue('acme/api', { title: `New ${page}` });
      },
    });
    expect(deleted.size).toBeGreaterThan(40);
    expect([...before].filter((id) => !seen.has(id) && !deleted.has(id))).toEqual([]);
  });

  it('of which most was made in one moment is cut further where it is dense, in few calls', async () => {
    const { sandbox, client } = await start({ issues: 300, totalsUpTo: 250, tasks: 0, comments: false, workItems: 0 });
    for (let n = 0; n < 2_400; n += 1) sandbox.createIssue('acme/api', { title: `Imported ${n}` });
    const seen = await readBackfill(client, 'issues');
    expect(seen.size).toBe(2_700);
    // 27 pages hold them all.
    expect(sandbox.requestCount('/issues?')).toBeLessThan(4 * 27);
  });

  it('may have one time for all of its records', async () => {
    const now = new Date('2026-10-01T12:00:00.000Z');
    const { sandbox, client } = await start({
      issues: 0,
      totalsUpTo: 100,
      workItems: 0,
      tasks: 0,
      clock: { now: () => now },
    });
    for (let n = 0; n < 250; n += 1) sandbox.createIssue('acme/api', { title: `Imported ${n}` });
    expect((await readBackfill(client, 'issues')).size).toBe(250);
  });

  it('may have become so long after it was planned by page numbers', async () => {
    const { sandbox, client } = await start({ issues: 240, totalsUpTo: 240, tasks: 0, comments: false, workItems: 0 });
    expect(await issues.planWindows?.(client, API, signal)).toBeNull();
    const seen = await readBackfill(client, 'issues', {
      between: (page) => {
        if (page === 1) sandbox.createIssue('acme/api', { title: 'one too many' });
        // Pulls later ones forward, over the border between two pages.
        if (page > 1 && page < 4) sandbox.deleteIssue('acme/api', 239 - page);
      },
    });
    for (let iid = 1; iid <= 230; iid += 1) expect(seen.has(String(1_000 + iid)), `#${iid}`).toBe(true);
  });
});

describe('windows of other lists', () => {
  it('of work items are planned from their count, and cut where they turn out too full', async () => {
    const { sandbox, client } = await start(tasksOf(2_100));
    const stream = streamNamed('work_items');
    const plan = await stream.planWindows?.(client, API, signal);
    expect(plan).toMatchObject({ count: 2_100 });
    expect(plan?.windows).toHaveLength(3);
    const truth = [...sandbox.issues('acme/api')].filter(({ type }) => type === 'task');
    const gone = new Set<string>();
    const seen = await readBackfill(client, 'work_items', {
      between: (page) => {
        const issue = truth[(page * 61) % truth.length];
        if (!issue || gone.has(String(issue.id))) return;
        if (page % 2 === 0) sandbox.editIssue('acme/api', issue.iid, { title: 'Edited' });
        else {
          sandbox.deleteIssue('acme/api', issue.iid);
          gone.add(String(issue.id));
        }
      },
    });
    expect(truth.filter(({ id }) => !seen.has(String(id)) && !gone.has(String(id)))).toEqual([]);
    const dense = await stream.readPage(client, { scope: API, cursor: { window: 'start' }, since: null }, signal);
    expect(dense.next).toBeNull();
    expect(dense.split?.length).toBeGreaterThan(1);
  });

  it('of comments are those of the issues that they are on', async () => {
    const { sandbox, client } = await start({ issues: 430, totalsUpTo: 100, tasks: 0, workItems: 0 });
    const plan = await streamNamed('comments').planWindows?.(client, API, signal);
    expect(plan?.windows).toHaveLength(3);
    const expected = [...sandbox.issues('acme/api')].flatMap(({ iid }) =>
      sandbox.comments('acme/api', iid).filter(({ system }) => !system),
    );
    const seen = await readBackfill(client, 'comments');
    expect([...seen.keys()].toSorted()).toEqual(expected.map(({ id }) => String(id)).toSorted());
  });

  it('of comments leave out an issue that was deleted since it was listed, and nothing else', async () => {
    const { sandbox, client } = await start({ issues: 40, tasks: 0, workItems: 0 });
    const onFive = sandbox.comments('acme/api', 5).filter(({ system }) => !system);
    expect(onFive.length).toBeGreaterThan(0);
    const all = await readBackfill(client, 'comments');
    // It may be deleted with the call for its notes and the one that looks for it.
    sandbox.faults.add({ kind: 'status', status: 404, path: '/issues/5(/|$)', count: 2 });
    const seen = await readBackfill(client, 'comments');
    expect([...all.keys()].filter((id) => !seen.has(id))).toEqual(onFive.map(({ id }) => String(id)));
    sandbox.faults.add({ kind: 'status', status: 404, path: '/issues/5/notes', count: 1 });
    await expect(readBackfill(client, 'comments')).rejects.toMatchObject({ class: 'not_found' });
  });

  it('of epics go by their creation as well', async () => {
    const { sandbox, client } = await start({ epics: 1_050, totalsUpTo: 400, issues: 5, comments: false });
    const scope = sandbox.groupScope();
    const plan = await streamNamed('epics').planWindows?.(client, scope, signal);
    expect(plan?.windows.length).toBeGreaterThan(1);
    const here = sandbox.epics().filter(({ group }) => group.path === 'acme');
    expect((await readBackfill(client, 'epics', { scope })).size).toBe(here.length);
  });

  it('are none where there is nothing', async () => {
    const { client } = await start({ issues: 0, tasks: 0, workItems: 0, epics: 0 });
    for (const name of ['work_items', 'comments'])
      expect(await streamNamed(name).planWindows?.(client, API, signal)).toMatchObject({ windows: [] });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGitHubSandbox, type GitHubSandbox } from './github-sandbox.ts';
import { loadGitHubDescription } from './testing/openapi-check.ts';

const description = loadGitHubDescription();
let sandbox: GitHubSandbox;

beforeAll(async () => {
  sandbox = await createGitHubSandbox({ seed: 7, issues: 300, repositories: 2 });
});
afterAll(() => sandbox.close());

async function call(
  method: string,
  path: string,
  body?: unknown,
  status = method === 'GET' || method === 'PATCH' ? 200 : undefined,
) {
  const answer = await fetch(sandbox.url + path, {
    method,
    redirect: 'manual',
    headers: { authorization: `Bearer ${sandbox.token}` },
    ...(body === undefined
      ? {}
      : {
          body: JSON.stringify(body),
          headers: { authorization: `Bearer ${sandbox.token}`, 'content-type': 'application/json' },
        }),
  });
  const text = await answer.text();
  // oxlint-disable-next-line no-explicit-any -- answers of every kind
  const json: any = text === '' ? undefined : JSON.parse(text);
  expect(
    description.checkAnswer(method, path, answer.status, json).slice(0, 5),
    `${method} ${path} ${answer.status}`,
  ).toEqual([]);
  if (status !== undefined) expect(answer.status, text.slice(0, 300)).toBe(status);
  return { status: answer.status, headers: answer.headers, json };
}

describe('every answer is as GitHub describes it', () => {
  it.each([
    '/user',
    '/user/10002',
    '/orgs/acme',
    '/orgs/acme/repos?per_page=1',
    '/orgs/acme/members?per_page=100',
    '/repos/acme/api',
    '/repos/acme/api/issues?state=all&per_page=100',
    '/repos/acme/api/issues?state=closed&sort=updated&direction=asc&page=2',
    '/repos/acme/api/issues/1',
    '/repos/acme/api/issues/10/dependencies/blocked_by',
    '/repos/acme/api/issues/7/dependencies/blocking',
    '/repos/acme/api/issues/7/sub_issues',
    '/repos/acme/api/issues/comments?sort=updated&direction=desc&per_page=100',
    '/repos/acme/api/pulls?state=all&per_page=100',
    '/repos/acme/api/labels',
    '/repos/acme/api/labels/good%20first%20issue',
    '/repos/acme/api/milestones?state=all',
    '/repos/acme/api/milestones/1',
    '/orgs/acme/projectsV2',
    '/orgs/acme/projectsV2/1',
    '/orgs/acme/projectsV2/1/fields',
    '/orgs/acme/projectsV2/1/items?per_page=50',
    '/orgs/acme/hooks',
    '/repos/acme/api/hooks',
    '/rate_limit',
  ])('GET %s', async (path) => {
    await call('GET', path);
  });

  it('answers a user by login', async () => {
    const { json } = await call('GET', '/user');
    expect((await call('GET', `/users/${json.login}`)).json.id).toBe(json.id);
  });

  it('answers one pull request in detail', async () => {
    const { json } = await call('GET', '/repos/acme/api/pulls?state=all');
    const { json: pull } = await call('GET', `/repos/acme/api/pulls/${json[0].number}`);
    expect(pull.title).toBe(json[0].title);
    expect((await call('GET', `/repos/acme/api/issues/${pull.number}`)).json.pull_request.url).toBe(pull.url);
  });

  it('knows project items with all their fields', async () => {
    const { json: fields } = await call('GET', '/orgs/acme/projectsV2/1/fields');
    const ids = fields.map(({ id }: { id: number }) => id);
    const { json: items } = await call('GET', `/orgs/acme/projectsV2/1/items?fields=${ids.join(',')}`);
    expect(items[0].fields).toHaveLength(ids.length);
    const status = fields.find(({ name }: { name: string }) => name === 'Status');
    const { json: item } = await call('PATCH', `/orgs/acme/projectsV2/1/items/${items[0].id}`, {
      fields: [{ id: status.id, value: status.options[2].id }],
    });
    expect(item.fields[0].value.name.raw).toBe('Done');
    await call('GET', `/orgs/acme/projectsV2/1/items/${items[0].id}?fields=${status.id}`);
    await call(
      'PATCH',
      `/orgs/acme/projectsV2/1/items/${items[0].id}`,
      { fields: [{ id: status.id, value: 'nonsense' }] },
      422,
    );
  });

  it('takes writes of issues, comments, labels and milestones', async () => {
    const { json: label } = await call(
      'POST',
      '/repos/acme/web/labels',
      { name: 'größer/kleiner', color: 'abcdef' },
      201,
    );
    await call('PATCH', `/repos/acme/web/labels/${encodeURIComponent(label.name)}`, { new_name: 'renamed' });
    await call('POST', '/repos/acme/web/labels', { name: 'Renamed' }, 422);
    const { json: milestone } = await call(
      'POST',
      '/repos/acme/web/milestones',
      { title: 'v9', due_on: '2027-01-01T08:00:00Z' },
      201,
    );
    await call('PATCH', `/repos/acme/web/milestones/${milestone.number}`, { state: 'closed' });
    const { json: issue } = await call(
      'POST',
      '/repos/acme/web/issues',
      { title: 'New ✨', body: 'text', labels: ['renamed'], milestone: milestone.number },
      201,
    );
    const { json: edited } = await call('PATCH', `/repos/acme/web/issues/${issue.number}`, {
      state: 'closed',
      state_reason: 'not_planned',
      labels: [],
    });
    expect(edited).toMatchObject({
      state: 'closed',
      state_reason: 'not_planned',
      labels: [],
      milestone: { title: 'v9' },
    });
    const { json: comment } = await call(
      'POST',
      `/repos/acme/web/issues/${issue.number}/comments`,
      { body: 'seen' },
      201,
    );
    await call('PATCH', `/repos/acme/web/issues/comments/${comment.id}`, { body: 'seen twice' });
    expect((await call('GET', `/repos/acme/web/issues/${issue.number}/comments`)).json).toMatchObject([
      { body: 'seen twice' },
    ]);
    await call('DELETE', `/repos/acme/web/issues/comments/${comment.id}`, undefined, 204);
    await call('GET', `/repos/acme/web/issues/comments/${comment.id}`, undefined, 404);
    await call('DELETE', '/repos/acme/web/labels/renamed', undefined, 204);
    await call('DELETE', `/repos/acme/web/milestones/${milestone.number}`, undefined, 204);
    expect((await call('GET', `/repos/acme/web/issues/${issue.number}`)).json.milestone).toBeNull();
    await call('POST', '/repos/acme/web/issues', { body: 'no title' }, 422);
  });

  it('takes relations and counts them in the summaries', async () => {
    const [first, second] = await Promise.all(
      ['One', 'Two'].map((title) => call('POST', '/repos/acme/web/issues', { title }, 201)),
    );
    const path = `/repos/acme/web/issues/${first?.json.number}`;
    await call('POST', `${path}/dependencies/blocked_by`, { issue_id: second?.json.id }, 201);
    await call('POST', `${path}/sub_issues`, { sub_issue_id: second?.json.id }, 201);
    expect((await call('GET', path)).json).toMatchObject({
      issue_dependencies_summary: { blocked_by: 1, total_blocked_by: 1 },
      sub_issues_summary: { total: 1, completed: 0 },
    });
    await call('DELETE', `${path}/dependencies/blocked_by/${second?.json.id}`, undefined, 200);
    await call('DELETE', `${path}/sub_issue`, { sub_issue_id: second?.json.id }, 200);
    expect((await call('GET', path)).json.sub_issues_summary.total).toBe(0);
  });

  it('has some relations from the start, with counts above 0', async () => {
    const issues = [...sandbox.issues('acme/api')];
    expect(issues.some(({ blockedBy }) => blockedBy.length > 0)).toBe(true);
    expect(issues.some(({ subIssues }) => subIssues.length > 0)).toBe(true);
  });

  it('tells apart gone (410), moved (301) and never there (404)', async () => {
    const deleted = sandbox.createIssue('api', { title: 'short lived' });
    sandbox.deleteIssue('api', deleted.number);
    expect((await call('GET', `/repos/acme/api/issues/${deleted.number}`, undefined, 410)).json.message).toBe(
      'This issue was deleted',
    );
    const source = sandbox.createIssue('api', { title: 'moves' });
    const moved = sandbox.transferIssue('api', source.number, 'web');
    const { headers } = await call('GET', `/repos/acme/api/issues/${source.number}`, undefined, 301);
    expect(headers.get('location')).toBe(`${sandbox.url}/repos/acme/web/issues/${moved.number}`);
    await call('GET', '/repos/acme/api/issues/999999', undefined, 404);
    await call('GET', '/repos/acme/nothing', undefined, 404);
    await call('GET', '/repos/nobody/api/issues', undefined, 404);
  });

  it('answers 301 to the old name of a repository, and the new address works', async () => {
    sandbox.editRepository('web', { name: 'website' });
    const { headers } = await call('GET', '/repos/acme/web/issues?state=all', undefined, 301);
    expect(headers.get('location')).toBe(`${sandbox.url}/repositories/700000002/issues?state=all`);
    const followed = await fetch(headers.get('location') ?? '', {
      headers: { authorization: `Bearer ${sandbox.token}` },
    });
    expect(followed.status).toBe(200);
    sandbox.editRepository('website', { name: 'web' });
    await call('GET', '/repos/acme/web');
  });

  it('registers, edits and removes hooks', async () => {
    for (const base of ['/orgs/acme/hooks', '/repos/acme/api/hooks']) {
      const { json: hook } = await call(
        'POST',
        base,
        {
          name: 'web',
          config: { url: 'http://127.0.0.1:9/hook', content_type: 'json', secret: 's' },
          events: ['issues'],
        },
        201,
      );
      expect(hook.config.secret).toBe('********');
      await call('GET', `${base}/${hook.id}`);
      await call('PATCH', `${base}/${hook.id}`, { events: ['issues', 'label'], active: false });
      await call('POST', base, { name: 'web', config: { url: 'http://127.0.0.1:9/hook' } }, 422);
      await sandbox.webhooks.idle();
      const { json: deliveries } = await call('GET', `${base}/${hook.id}/deliveries?status=failure`);
      expect(deliveries).toMatchObject([{ event: 'ping', status_code: 0 }]);
      await call('GET', `${base}/${hook.id}/deliveries/${deliveries[0].id}`);
      await call('POST', `${base}/${hook.id}/deliveries/${deliveries[0].id}/attempts`, undefined, 202);
      await call('DELETE', `${base}/${hook.id}`, undefined, 204);
    }
    await call(
      'POST',
      '/repos/acme/api/hooks',
      { config: { url: 'http://127.0.0.1:9/x' }, events: ['projects_v2_item'] },
      422,
    );
  });
});

import { describe, expect, it } from 'vitest';
import { gitLab } from './connector.ts';
import { API, fetchOne, readAll, signal, start, streamNamed } from './testing/start-gitlab.ts';

const issues = streamNamed('issues');

describe('a list of issues', () => {
  it('is counted exactly where GitLab leaves the totals out, in about ten calls', async () => {
    for (const count of [10_001, 10_100, 24_950, 49_999, 50_000]) {
      const { sandbox, client } = await start({ issues: count, tasks: 0, comments: false });
      const probe = await issues.probe?.(client, API, signal);
      expect(probe).toMatchObject({ count, head: String(1_000 + count) });
      expect(probe?.followOnly).toBeUndefined();
      expect(sandbox.requestCount('/issues?')).toBeLessThanOrEqual(11);
    }
  });

  it('of changes misses nothing that is edited or deleted while it is read', async () => {
    const { sandbox, client } = await start({ issues: 450, tasks: 0, workItems: 0 });
    const before = new Map([...sandbox.issues('acme/api')].map((issue) => [String(issue.id), issue]));
    let edited = 0;
    const seen = await readAll(client, 'issues', {
      since: new Date(0),
      between: (page) => {
        if (page > 4) return;
        // The oldest changes are read first: editing one of them moves all that follow one place forward.
        for (let n = 0; n < 7; n += 1) sandbox.editIssue('acme/api', 1 + edited++, { title: `Edited ${edited}` });
        sandbox.deleteIssue('acme/api', 200 + page);
      },
    });
    for (const [id, issue] of before)
      if (issue.iid <= 200 || issue.iid > 204) expect(seen.has(id), `#${issue.iid}`).toBe(true);
  });

  it('since a time shows what changed then or later', async () => {
    const { sandbox, client } = await start();
    const since = new Date(Date.now() - 1_000);
    const { id } = sandbox.editIssue('acme/api', 7, { state: 'closed', title: 'Done' });
    const changed = await readAll(client, 'issues', { since });
    expect([...changed.keys()]).toEqual([String(id)]);
    expect(changed.get(String(id))?.fields).toMatchObject({ state: 'closed', title: 'Done' });
  });
});

describe('one issue', () => {
  it('comes with its links, which lists do not show', async () => {
    const { sandbox, client } = await start();
    sandbox.addLink('blocks', 'acme/api', 1, 2);
    sandbox.addLink('blocks', 'acme/api', 3, 1);
    sandbox.addLink('relates_to', 'acme/api', 1, 4);
    expect((await readAll(client, 'issues')).get('1001')?.fields).not.toHaveProperty('blocks');
    expect(await fetchOne(client, 'issues', 1001, 'acme/api#1')).toMatchObject({
      fields: { blocks: ['1002'], depends_on: ['1003'], related_to: ['1004'] },
      references: expect.arrayContaining([{ relation: 'depends_on', stream: 'issues', externalId: '1003' }]),
    });
  });

  it('that was deleted is gone, and is not when its project went too', async () => {
    const { sandbox, client } = await start();
    sandbox.deleteIssue('acme/api', 5);
    expect(await fetchOne(client, 'issues', 1005, 'acme/api#5')).toBe('gone');
    expect(await fetchOne(client, 'issues', 1005, 'acme/gone#5', 'projects/999:acme/gone')).toBe('unreachable');
    expect(await fetchOne(client, 'issues', 1005, null)).toBe('unreachable');
    expect(await fetchOne(client, 'issues', 9999, 'acme/api#6')).toBe('moved');
  });

  it('that was moved has neither been closed nor deleted', async () => {
    const { sandbox, client } = await start({ projects: 2 });
    const moved = sandbox.moveIssue('acme/api', 3, 'acme/web');
    expect(await fetchOne(client, 'issues', 1003, 'acme/api#3')).toBe('moved');
    expect((await readAll(client, 'issues')).has('1003')).toBe(false);
    const web = await readAll(client, 'issues', { scope: sandbox.scopeOf('acme/web') });
    expect(web.get(String(moved.id))?.fields['state']).toBe('opened');
  });
});

describe('what is where', () => {
  it('is all projects below the group, archived ones too, or those that are named', async () => {
    const { sandbox, client } = await start({ projects: 3 });
    sandbox.archive('acme/web');
    const projects = await readAll(client, 'projects', { scope: 'account' });
    expect([...projects.values()].map(({ locator, fields }) => [locator, fields['archived']])).toEqual([
      ['acme/api', false],
      ['acme/web', true],
      ['acme/platform/ops', false],
    ]);
    const named = await start({ projects: 3 }, { group: undefined, projects: ['acme/platform/ops'] });
    const scopes = async (kind: string) =>
      (await gitLab.listScopes(named.client, kind, signal)).map(({ title }) => title);
    expect(await scopes('project')).toEqual(['acme/platform/ops']);
    expect(await scopes('place')).toEqual(['acme/platform/ops']);
    expect(await scopes('members')).toEqual(['acme/platform/ops']);
    expect(await scopes('epics')).toEqual([]);
  });

  it('is no epic without a licence, which is no failure', async () => {
    const { client } = await start({ isLicensed: false });
    expect(await gitLab.listScopes(client, 'epics', signal)).toEqual([]);
    expect(await gitLab.listScopes(client, 'commented', signal)).toHaveLength(1);
    const [issue] = (await readAll(client, 'issues')).values();
    expect(issue?.fields).not.toHaveProperty('epic');
    expect(issue?.fields).not.toHaveProperty('weight');
  });

  it('is each label and milestone once, where it was made', async () => {
    const { sandbox, client } = await start();
    for (const stream of ['labels', 'milestones']) {
      const [group, project] = [
        await readAll(client, stream, { scope: sandbox.groupScope() }),
        await readAll(client, stream),
      ];
      expect(group.size).toBeGreaterThan(0);
      expect([...group.keys()].filter((id) => project.has(id))).toEqual([]);
      expect([...project.values()][0]?.relations).toEqual(['belongs_to']);
    }
  });

  it('is an issue once, and tasks among the work items alone', async () => {
    const { sandbox, client } = await start({ tasks: 3, workItems: 2 });
    const [listed, items] = [await readAll(client, 'issues'), await readAll(client, 'work_items')];
    expect(listed.size).toBe(30);
    expect([...items.values()].map(({ fields }) => fields['issue_type'])).toEqual([
      'Objective',
      'Key Result',
      'Task',
      'Task',
      'Task',
    ]);
    expect([...listed.keys()].filter((id) => items.has(id))).toEqual([]);
    const task = [...items.values()].at(-1);
    expect(task?.references).toContainEqual({ relation: 'child_of', stream: 'issues', externalId: '1001' });
    const { id, iid } = [...sandbox.issues('acme/api')].find(({ type }) => type === 'objective') ?? { id: 0, iid: 0 };
    expect(await fetchOne(client, 'work_items', id, `acme/api/work_items/${iid}`)).toMatchObject({
      fields: { labels: ['customer'], state: 'opened' },
    });
    expect(await fetchOne(client, 'work_items', 77_777, 'acme/api/work_items/77')).toBe('gone');
  });
});

describe('comments', () => {
  it('are what people said on issues and epics, without what GitLab noted down', async () => {
    const { sandbox, client } = await start({ tasks: 1 });
    const expected = [...sandbox.issues('acme/api')]
      .filter(({ type }) => !['objective', 'key_result'].includes(type))
      .flatMap(({ iid }) => sandbox.comments('acme/api', iid).filter(({ system }) => !system));
    const comments = await readAll(client, 'comments');
    expect([...comments.keys()].sort()).toEqual(expected.map(({ id }) => String(id)).sort());
    for (const { id, subjectId, body, internal } of expected)
      expect(comments.get(String(id))).toMatchObject({
        fields: { body, restricted: internal },
        references: expect.arrayContaining([expect.objectContaining({ externalId: String(subjectId) })]),
      });
    const onEpics = await readAll(client, 'comments', { scope: sandbox.groupScope() });
    for (const comment of onEpics.values()) {
      expect(comment.references.at(-1)).toMatchObject({ relation: 'comments_on', stream: 'epics' });
      const alone = await fetchOne(client, 'comments', comment.externalId, comment.locator, sandbox.groupScope());
      expect(alone).toMatchObject({ externalId: comment.externalId, fields: comment.fields });
    }
  });

  it('that are new come with what their issue tells of its change', async () => {
    const { sandbox, client } = await start({ comments: false });
    const since = new Date(Date.now() - 1_000);
    const { id } = sandbox.createComment('acme/api', 3, 'Said just now');
    const found = await readAll(client, 'comments', { since });
    expect([...found.values()].map(({ fields }) => fields['body'])).toEqual(['Said just now']);
    sandbox.deleteComment('acme/api', 3, id);
    expect(await fetchOne(client, 'comments', id, `acme/api#3/notes/${id}`)).toBe('gone');
    sandbox.deleteIssue('acme/api', 3);
    expect(await fetchOne(client, 'comments', id, `acme/api#3/notes/${id}`)).toBe('unreachable');
  });
});

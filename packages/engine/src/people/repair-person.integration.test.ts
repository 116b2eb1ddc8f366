import { createGitHubSandbox, type GitHubSandbox } from '@syncline/connector-github/sandbox';
import { createJiraSandbox, type JiraSandbox } from '@syncline/connector-jira/sandbox';
import { type SyncEngine, startSyncEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samePerson } from './decide-person.ts';
import { partPerson } from './part-person.ts';
import { repairParted } from './repair-parted.ts';
import { repairPerson } from './repair-person.ts';

describe('a person who becomes known', () => {
  let github: GitHubSandbox;
  let jira: JiraSandbox;
  let engine: SyncEngine;
  let repository: string;
  let scope: string;
  let project: string;
  /** The person, as each side calls them. */
  let login: string;
  let account: { readonly accountId: string; readonly name: string };
  const by = { workspaceId: 1, actor: 'ann', why: 'I asked her' };

  beforeAll(async () => {
    github = await createGitHubSandbox({ issues: 0, repositories: 1, pullRequests: 0, projectItems: 0 });
    jira = await createJiraSandbox({ issues: 0, projects: 1, comments: false });
    repository = github.repositories()[0]!;
    project = jira.projects()[0]!;
    login = github.members()[2]!;
    account = jira.users()[3]!;
    const headers = { authorization: `Bearer ${github.token}` };
    const answer = await fetch(`${github.url}/repos/${repository}`, { headers });
    scope = `${((await answer.json()) as { id: number }).id}:${repository}`;
    const gitHubSide = { name: 'github', connector: 'github', url: github.url, secrets: { token: github.token } };
    const jiraSide = { name: 'jira', connector: 'jira', url: jira.url, secrets: { token: jira.token } };
    engine = await startSyncEngine({
      sides: [
        { ...gitHubSide, settings: { owner: github.org, ownerType: 'org' } },
        { ...jiraSide, settings: { email: jira.email } },
      ],
      logLevel: 'silent',
    });
    const at = (connection: string) => ({ connection, createIn: connection === 'jira' ? project : scope });
    await engine.configure('team', {
      kinds: {
        user: {
          members: ['github', 'jira'].map((connection) => ({
            connection,
            stream: 'users',
            direction: 'in',
            fields: { name: 'name' },
          })),
        },
        work_item: {
          members: [
            { ...at('github'), stream: 'issues', fields: { title: 'title', body: 'body', assignees: 'assignees' } },
            {
              ...at('jira'),
              stream: 'issues',
              defaults: { issue_type: 'Task' },
              fields: { title: 'summary', body: 'description', assignees: 'assignee' },
            },
          ],
        },
        comment: {
          members: ['github', 'jira'].map((name) => ({ ...at(name), stream: 'comments', fields: { body: 'body' } })),
        },
      },
    });
    await engine.hint('jira', { stream: 'users', externalId: account.accountId, scope: 'site' });
    await engine.quiet();
  });
  afterAll(async () => {
    await engine?.stop();
    await github?.close();
    await jira?.close();
  });

  async function entityOf(side: string, stream: string, seen: string): Promise<string> {
    const { rows } = await engine.ctx.store.query<{ id: string }>(
      `select entity_id as id from mappings where connection_id = $1 and stream = $2 and (external_id = $3 or seen ->> 'login' = $3)`,
      [engine.connectionId(side), stream, seen],
    );
    return rows[0]!.id;
  }
  const twin = () => [...jira.issues(project)][0]!;
  const textAt = (value: unknown): string => JSON.stringify(value);

  it('is assigned, mentioned and named in what was written before, and nothing is written when it is said again', async () => {
    const { number } = github.createIssue(repository, {
      title: 'Old',
      body: `Ask @${login}`,
      assignees: [login],
    });
    const { id } = [...github.issues(repository)].find((issue) => issue.number === number)!;
    await engine.hint('github', {
      stream: 'issues',
      externalId: String(id),
      locator: `${repository}#${number}`,
      scope,
    });
    await engine.quiet();
    const comment = github.createComment(repository, number, 'I can', { by: login });
    const place = `${repository}/comments/${comment.id}`;
    await engine.hint('github', { stream: 'comments', externalId: String(comment.id), locator: place, scope });
    await engine.quiet();
    expect(twin().assignee).toBeNull();
    expect(textAt(twin().description)).not.toContain('mention');
    expect(jira.notified()).toEqual([]);
    expect(textAt(jira.comments(twin().id)[0]!.body)).toContain('(GitHub)');

    const pair = {
      personId: await entityOf('github', 'users', login),
      otherId: await entityOf('jira', 'users', account.accountId),
    };
    expect(await samePerson(engine.ctx, pair, by)).toEqual({ outcome: 'done' });
    await repairPerson(engine.ctx, pair, by);
    await engine.quiet();
    expect(twin().assignee).toBe(account.accountId);
    expect(textAt(twin().description)).toContain(`"id":"${account.accountId}"`);
    expect(jira.notified()).toEqual([account.accountId]);
    const named = textAt(jira.comments(twin().id)[0]!.body);
    expect(named).toContain(account.name);
    expect(named).not.toContain('(GitHub)');
    expect([...github.issues(repository)][0]!.assignees).toEqual([login]);

    const count = async () =>
      (await engine.ctx.store.query('select id from writeback_attempts where state <> $1', ['never'])).rows.length;
    const before = await count();
    expect(await samePerson(engine.ctx, { ...pair, otherId: pair.personId }, by)).toEqual({ outcome: 'done' });
    await repairPerson(engine.ctx, pair, by);
    await engine.quiet();
    expect(await count()).toBe(before);
  });

  it('is two again when that was a mistake: each side keeps what it said itself, and shows nothing of the other', async () => {
    const mention = { type: 'mention', attrs: { id: account.accountId, text: '@Somebody' } };
    const made = jira.createIssue(project, { summary: 'Of Jira', description: 'x', assignee: account.accountId });
    const headers = { authorization: `Basic ${Buffer.from(`${jira.email}:${jira.token}`).toString('base64')}` };
    const description = { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [mention] }] };
    await fetch(`${jira.url}/rest/api/3/issue/${made.key}`, {
      method: 'PUT',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ fields: { description } }),
    });
    await engine.hint('jira', { stream: 'issues', externalId: made.id, locator: made.key, scope: project });
    await engine.quiet();
    const old = () => [...jira.issues(project)].find(({ summary }) => summary === 'Old')!;
    const ofJira = () => [...github.issues(repository)].find(({ title }) => title === 'Of Jira')!;
    expect(ofJira().assignees).toEqual([login]);
    expect(ofJira().body).toContain(`@${login}`);
    const told = { github: github.notified().length, jira: jira.notified().length };

    const personId = await entityOf('github', 'users', login);
    const mistaken = { personId, connection: 'jira', externalId: account.accountId };
    const apart = async () => {
      const outcome = await partPerson(engine.ctx, mistaken, by);
      if (outcome.outcome !== 'parted') throw new Error(JSON.stringify(outcome));
      await repairParted(engine.ctx, outcome.parted, by);
      await engine.quiet();
      return outcome.parted.leftId;
    };
    const leftId = await apart();
    expect(leftId).not.toBe(personId);
    expect(await entityOf('jira', 'users', account.accountId)).toBe(leftId);
    const { rows } = await engine.ctx.store.query<{ people: unknown }>(
      "select settings -> 'people' as people from sync_configs",
    );
    expect(rows[0]!.people).toEqual([]);

    expect(old().assignee).toBeNull();
    expect(textAt(old().description)).not.toContain('mention');
    expect(textAt(jira.comments(old().id)[0]!.body)).toContain('(GitHub)');
    expect([...github.issues(repository)].find(({ title }) => title === 'Old')).toMatchObject({
      assignees: [login],
      body: expect.stringContaining(`@${login}`) as string,
    });
    const mine = jira.issue(made.key)!;
    expect(mine.assignee).toBe(account.accountId);
    expect(textAt(mine.description)).toContain(account.accountId);
    expect(ofJira().assignees).toEqual([]);
    expect(ofJira().body).not.toContain(`@${login}`);
    expect([github.notified().length, jira.notified().length]).toEqual([told.github, told.jira]);

    const count = async () =>
      (await engine.ctx.store.query('select id from writeback_attempts where state <> $1', ['never'])).rows.length;
    const before = await count();
    expect(await apart()).toBe(leftId);
    expect(await count()).toBe(before);
    // The field waits for nobody: what is said there next is taken.
    jira.editIssue(old().key, { assignee: account.accountId });
    await engine.hint('jira', { stream: 'issues', externalId: old().id, locator: old().key, scope: project });
    await engine.quiet();
    expect(old().assignee).toBe(account.accountId);
  });

  it('comes together by a line that is added later to the table, though both stood as two', async () => {
    const settings = await engine.ctx.store.query<{ settings: { kinds: unknown } }>(
      'select settings from sync_configs',
    );
    const lined = { ...settings.rows[0]!.settings, people: [{ github: login, jira: account.accountId }] };
    await engine.configure('team', lined);
    await engine.quiet();
    const personId = await entityOf('github', 'users', login);
    expect(await entityOf('jira', 'users', account.accountId)).toBe(personId);
    const comment = textAt(
      jira.comments([...jira.issues(project)].find(({ summary }) => summary === 'Old')!.id)[0]!.body,
    );
    expect(comment).toContain(account.name);
  });
});

import { createGitHubSandbox, type GitHubSandbox } from '@syncline/connector-github/sandbox';
import { createJiraSandbox, type JiraSandbox } from '@syncline/connector-jira/sandbox';
import { type SyncEngine, startSyncEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

describe('people named in texts', () => {
  let github: GitHubSandbox;
  let jira: JiraSandbox;
  let engine: SyncEngine;
  let repository: string;
  let repositoryScope: string;
  let project: string;
  const ann = { type: 'mention', attrs: { id: '', text: '@Ann Lee', accessLevel: '' } };
  const zoe = { type: 'mention', attrs: { id: '', text: '@Zoe', accessLevel: '' } };
  const text = (value: string) => ({ type: 'text', text: value });

  beforeAll(async () => {
    github = await createGitHubSandbox({ issues: 0, repositories: 1, pullRequests: 0, projectItems: 0 });
    jira = await createJiraSandbox({ issues: 0, projects: 1, comments: false });
    repository = github.repositories()[0]!;
    const answer = await fetch(`${github.url}/repos/${repository}`, {
      headers: { authorization: `Bearer ${github.token}` },
    });
    repositoryScope = `${((await answer.json()) as { id: number }).id}:${repository}`;
    project = jira.projects()[0]!;
    const [first, second] = jira.users();
    ann.attrs.id = first!.accountId;
    zoe.attrs.id = second!.accountId;
    engine = await startSyncEngine({
      sides: [
        {
          name: 'github',
          connector: 'github',
          url: github.url,
          settings: { owner: github.org, ownerType: 'org' },
          secrets: { token: github.token },
        },
        {
          name: 'jira',
          connector: 'jira',
          url: jira.url,
          settings: { email: jira.email },
          secrets: { token: jira.token },
        },
      ],
      logLevel: 'silent',
    });
    await engine.configure('texts', {
      people: [{ github: 'octo-ann', jira: ann.attrs.id }],
      kinds: {
        work_item: {
          members: [
            {
              connection: 'github',
              stream: 'issues',
              createIn: repositoryScope,
              fields: { title: 'title', body: 'body' },
            },
            {
              connection: 'jira',
              stream: 'issues',
              createIn: project,
              defaults: { issue_type: 'Task' },
              fields: { title: 'summary', body: 'description' },
            },
          ],
        },
      },
    });
  });
  afterAll(async () => {
    await engine?.stop();
    await github?.close();
    await jira?.close();
  });

  const issueAt = (number: number) => [...github.issues(repository)].find((issue) => issue.number === number)!;
  const bodyOf = (number: number): string => issueAt(number).body!.replace(/\s*<!-- syncline:[\w-]+ -->\s*$/, '');
  const touchGitHub = (number: number) =>
    engine.hint('github', {
      stream: 'issues',
      externalId: String(issueAt(number).id),
      locator: `${repository}#${number}`,
      scope: repositoryScope,
    });
  const touchJira = (key: string) =>
    engine.hint('jira', { stream: 'issues', externalId: jira.issue(key)!.id, locator: key, scope: project });
  const jiraIssue = (summary: string) => [...jira.issues(project)].find((issue) => issue.summary === summary)!;
  const lineOf = (key: string): unknown[] => {
    const { fields } = jira.issueAnswer(key) as { fields: { description: { content: { content: unknown[] }[] } } };
    return fields.description.content[0]!.content;
  };

  async function describeInJira(key: string, ...content: unknown[]): Promise<void> {
    const answer = await fetch(`${jira.url}/rest/api/3/issue/${key}`, {
      method: 'PUT',
      headers: {
        authorization: `Basic ${Buffer.from(`${jira.email}:${jira.token}`).toString('base64')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        fields: { description: { type: 'doc', version: 1, content: [{ type: 'paragraph', content }] } },
      }),
    });
    expect(answer.status).toBe(204);
  }

  async function writesSoFar(): Promise<number> {
    const { rows } = await engine.ctx.store.query<{ count: number }>(
      'select count(*)::int as count from writeback_attempts',
    );
    return rows[0]!.count;
  }

  it('are mentioned at the other side where the table knows them, and named by words alone where it does not', async () => {
    const { number } = github.createIssue(repository, { title: 'From GitHub', body: 'Hi @octo-ann and @bob' });
    await touchGitHub(number);
    await engine.quiet();
    const { key } = jiraIssue('From GitHub');
    expect(lineOf(key)).toEqual([
      text('Hi '),
      { type: 'mention', attrs: { id: ann.attrs.id, text: '@octo-ann' } },
      text(' and @bob'),
    ]);
    expect(bodyOf(number)).toBe('Hi @octo-ann and @bob');
  });

  it('of Jira notify nobody at GitHub but those of the table, outlive an edit there, and cost no write after it', async () => {
    const made = jira.createIssue(project, { summary: 'From Jira', description: 'x' });
    await describeInJira(made.key, text('Ask '), ann, text(' or '), zoe, text(', see @param'));
    await touchJira(made.key);
    await engine.quiet();
    const { number } = [...github.issues(repository)].find((issue) => issue.title === 'From Jira')!;
    const shown = bodyOf(number);
    expect(shown.replace(/<!--.*?-->/g, '')).toBe('Ask @octo-ann or @\u200BZoe, see @\u200Bparam');

    github.editIssue(repository, number, { body: issueAt(number).body!.replace('Ask ', 'Please ask ') });
    await touchGitHub(number);
    await engine.quiet();
    const line = lineOf(made.key);
    expect(line).toEqual([
      text('Please ask '),
      ann,
      text(' or '),
      zoe,
      text(expect.stringMatching(/^, see @\u200B?param$/) as string),
    ]);

    const writes = await writesSoFar();
    await touchGitHub(number);
    await touchJira(made.key);
    await engine.quiet();
    expect(await writesSoFar()).toBe(writes);
  });

  it('notifies no namesake, whatever the text is, and nobody but the person of the table', async () => {
    const namesake = github.members()[2]!;
    const before = { github: github.notified().length, jira: jira.notified().length };
    const stranger = { type: 'mention', attrs: { id: zoe.attrs.id, text: `@${namesake}`, accessLevel: '' } };
    const made = jira.createIssue(project, { summary: 'Namesakes', description: 'x' });
    await describeInJira(made.key, text('cc '), stranger, text(` and @${namesake}, &#64;${namesake}; not `), ann);
    await touchJira(made.key);
    await engine.quiet();
    const { number } = [...github.issues(repository)].find((issue) => issue.title === 'Namesakes')!;
    expect(bodyOf(number)).toContain('@octo-ann');
    const said = github.createComment(repository, number, `@${namesake} and \`@nobody\``);
    expect(github.notified().slice(before.github)).toEqual([namesake]);
    expect(said.body).toContain(namesake);
    // Who was mentioned at Jira by hand was told there; what came of it told nobody else.
    expect(new Set(jira.notified().slice(before.jira))).toEqual(new Set([zoe.attrs.id, ann.attrs.id]));
  });
});
